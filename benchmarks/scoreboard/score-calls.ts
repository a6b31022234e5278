import { run } from '@unitsphere/conformance';
import { pickRows, type RecordedRows, recordingBackend } from './recording-backend.ts';
import { type ScoreFamily, scoreFamilies, specialRows } from './score-families.ts';

/** Calls of one family, the same for every contender. */
export interface ScoreCalls {
  readonly family: string;
  readonly calls: readonly RecordedRows[];
}

/** Parts of a full run of the kit: of all that it draws, little divides by the norm of p = 2 itself. */
export const scoreShare = { full: 0.1, quick: 0.003 } as const;

/** In milliseconds without anything compared: cpu does not hang, but a busy machine may be slow. */
const timeLimit = 300_000;

/** Most calls of a family: a contender that compiles for each shape takes a tenth of a second for each. */
const mostCalls = { short: 3, full: 8 } as const;

/**
 * Runs the kit on cpu, holds every result to its oracle, and gives the slices with the results: a contender of
 * float32, p = 2 and rule `none` is held to them. `share` is the part of a full run of the kit. Throws where the kit
 * fails cpu, and the reason of `signal`.
 */
export async function scoreCalls({
  share,
  signal,
}: {
  readonly share: number;
  readonly signal?: AbortSignal;
}): Promise<ScoreCalls[]> {
  const found = new Map<string, RecordedRows[]>(scoreFamilies.map(({ name }) => [name, []]));
  for (const family of scoreFamilies) {
    signal?.throwIfAborted();
    if (family.cases.length > 0) await collect(family, share, found);
  }
  const most = share < 0.01 ? mostCalls.short : mostCalls.full;
  return scoreFamilies.map(({ name, apart }) => {
    const recorded = found.get(name)!;
    return { family: name, calls: spread(apart ? recorded : joined(recorded), most) };
  });
}

async function collect(
  { name, cases }: ScoreFamily,
  share: number,
  found: ReadonlyMap<string, RecordedRows[]>,
): Promise<void> {
  const create = (): ReturnType<typeof recordingBackend> =>
    recordingBackend((recorded) => {
      for (const [kind, rows] of kindsOf(recorded)) {
        const { length, values, expected } = recorded;
        found.get(kind === 'finite' ? name : specialRows[kind])!.push({
          rows: rows.length,
          length,
          values: pickRows(values, rows, length),
          expected: pickRows(expected, rows, length),
        });
      }
    });
  for await (const { status, reason, name: sentence } of run(create, { only: cases, share, timeLimit })) {
    if (status !== 'passed') throw new Error(`cpu and the kit differ: ${sentence}: ${status}, ${reason}`);
  }
}

type Kind = keyof typeof specialRows | 'finite';

function kindsOf({ rows, length, values }: RecordedRows): Map<Kind, number[]> {
  const kinds = new Map<Kind, number[]>();
  for (let row = 0; row < rows; row++) {
    const slice = values.subarray(row * length, (row + 1) * length);
    const kind = kindOf(slice);
    const known = kinds.get(kind);
    if (known === undefined) kinds.set(kind, [row]);
    else known.push(row);
  }
  return kinds;
}

function kindOf(slice: Float32Array): Kind {
  let largest = 0;
  for (const x of slice) {
    if (Number.isNaN(x)) return 'nan';
    largest = Math.max(largest, Math.abs(x));
  }
  return largest === 0 ? 'zero' : largest === Infinity ? 'infinite' : 'finite';
}

/** One call for each length, in ascending order. */
function joined(recorded: readonly RecordedRows[]): RecordedRows[] {
  const byLength = new Map<number, RecordedRows[]>();
  for (const each of recorded) byLength.set(each.length, [...(byLength.get(each.length) ?? []), each]);
  return [...byLength]
    .sort(([a], [b]) => a - b)
    .map(([length, calls]) => {
      const elements = calls.reduce((sum, { values }) => sum + values.length, 0);
      const [values, expected] = [new Float32Array(elements), new Float32Array(elements)];
      let at = 0;
      for (const call of calls) {
        values.set(call.values, at);
        expected.set(call.expected, at);
        at += call.values.length;
      }
      return { rows: elements / length, length, values, expected };
    });
}

/** At most so many of them, evenly from the first to the last. */
function spread<T>(list: readonly T[], most: number): T[] {
  if (list.length <= most) return [...list];
  return Array.from({ length: most }, (_, i) => list[Math.round((i * (list.length - 1)) / (most - 1))]!);
}
