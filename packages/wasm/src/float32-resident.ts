import { settleColumns } from './float32-columns.ts';
import type { Float32Job } from './float32-job.ts';
import { normalizeRow } from './float32-rows.ts';
import type { Pool } from './pool/pool.ts';
import { doPart, panelOf, type ResidentJob } from './pool/resident-part.ts';
import type { Place } from './space.ts';
import type { Window } from './window.ts';
import { listLength, maxColumns, workspace } from './workspace.ts';

/** Bytes of a panel of columns that is read twice: it should stay in a level-2 cache. */
const panelBytes = 2 ** 20;
const leastColumns = 16;
/** Bytes of rows that a thread takes at a time, and parts for each thread at the least where there are rows enough. */
const partBytes = 2 ** 18;
const partsOfThread = 8;

/** Whether both arrays lie in the memory of `place`, apart, in a shape that its kernels take as it is. */
export function isResident({ x, y, inPlace, problem }: Float32Job, place: Place): boolean {
  // Not the memory's: V8 gives every shared memory a new one when any of them grows.
  const { buffer } = place.uint32;
  return (
    x.buffer === buffer && y.buffer === buffer && !inPlace && (problem.inner === 1 || problem.inner % 4 === 0)
  );
}

/** Without any copy; by several threads where the pool has some and the job is large enough. */
export function normalizeResident(
  job: Float32Job,
  { kernels, base, uint32 }: Place,
  window: Window,
  pool: Pool | undefined,
): void {
  const { outer, length, inner } = job.problem;
  const crew = pool?.shares(outer * length * inner) ? pool : undefined;
  const resident = residentJob(job, crew?.size ?? 1);
  const list = workspace.list / 4;
  const own = (part: number): void => {
    const listed = doPart(kernels, uint32, base, resident, part);
    for (let i = 0; i < listed; i++) settle(job, resident, window, uint32[list + i]!);
  };
  if (crew !== undefined)
    crew.run(resident, own, (listed) => settle(job, resident, window, listed), job.tally);
  else for (let part = 0; part < resident.parts; part++) own(part);
}

/** A panel's width does not depend on the threads: what is settled exactly is then the same for any number of them. */
function residentJob(job: Float32Job, threads: number): ResidentJob {
  const { outer, length, inner } = job.problem;
  const [p, form, squared, epsilon] = job.arguments;
  let rows = 0;
  let width = 0;
  if (inner > 1) {
    const fitting = Math.floor(panelBytes / (4 * length) / leastColumns) * leastColumns;
    width = Math.min(maxColumns, Math.max(leastColumns, fitting));
  } else if (threads === 1) {
    rows = listLength;
  } else {
    const share = Math.ceil(outer / (threads * partsOfThread));
    rows = Math.max(1, Math.min(listLength, share, Math.floor(partBytes / (4 * length))));
  }
  return {
    ...job.problem,
    x: job.x.byteOffset,
    y: job.y.byteOffset,
    p,
    form,
    squared: squared ? 1 : 0,
    epsilon,
    rows,
    width,
    parts: width === 0 ? Math.ceil(outer / rows) : outer * Math.ceil(inner / width),
  };
}

/** What a kernel listed: a row, or the panel of a part. */
function settle(job: Float32Job, resident: ResidentJob, window: Window, listed: number): void {
  if (resident.width === 0) {
    normalizeRow(job, window, listed);
    return;
  }
  const { stride, inner } = job.problem;
  const { o, first, columns } = panelOf(resident, listed);
  settleColumns(job, o * stride + first, columns, o * inner + first);
}
