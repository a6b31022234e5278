import type { FloatArray } from '@unitsphere/core';
import type { Contender, Prepared, Started, Work } from '../contender.ts';
import type { PreparedCopy } from '../contenders/prepared-copy.ts';
import { bytesToCopy } from '../contenders/prepared-copy.ts';
import { expectedOf } from '../expected.ts';
import { drawInputs } from '../inputs.ts';
import type { Scenario } from '../scenarios.ts';

/** A contender at a scenario: plain data, a page hands it over. */
export interface Attempt {
  readonly contender: string;
  /** What is wrong, in words. */
  readonly faults: readonly string[];
}

const ordinary = { axis: -1, dtype: 'float32', task: 'normalize', values: 'ordinary' } as const;

/** Small ones of every task, and one that threads share. */
export const attempted: readonly Scenario[] = [
  { ...ordinary, name: 'rows', shape: [3, 5] },
  { ...ordinary, name: 'shared rows', shape: [300, 500] },
  { ...ordinary, name: 'inner axis', shape: [2, 3, 4], axis: 1 },
  { ...ordinary, name: 'first axis', shape: [6, 35], axis: 0 },
  { ...ordinary, name: 'every exponent', shape: [7, 33], values: 'every-exponent' },
  { ...ordinary, name: 'in place', shape: [5, 7], task: 'in-place' },
  { ...ordinary, name: 'in place, inner axis', shape: [2, 9, 4], axis: 1, task: 'in-place' },
  { ...ordinary, name: 'float64', shape: [4, 9], dtype: 'float64' },
  { ...ordinary, name: 'gradient', shape: [6, 11], task: 'gradient' },
  { ...ordinary, name: 'file', shape: [5, 8], task: 'file' },
];

export interface Entered {
  readonly contender: Contender;
  readonly started: Started;
}

/** Starts all of them, at the same time one in the process as the driver does. */
export async function entering(contenders: readonly Contender[]): Promise<Entered[]> {
  const entered: Entered[] = [];
  for (const contender of contenders) entered.push({ contender, started: await contender.start() });
  return entered;
}

export async function ending(entered: readonly Entered[]): Promise<void> {
  for (const { started } of entered) await started.end?.();
}

/** All that take part, prepared at the same time, run by turns; what they gave back is then compared. */
export async function attempt(entered: readonly Entered[], scenario: Scenario): Promise<Attempt[]> {
  const taking = entered.filter(
    ({ contender: { kind, without } }) =>
      without(scenario) === undefined && (kind !== 'peer' || scenario.values === 'ordinary'),
  );
  const inputs = drawInputs(scenario, 7);
  const work: Work = { scenario, ...inputs };
  const before = [inputs.x, inputs.upstream].map((values) => values?.slice());
  const ready: { prepared: Prepared; contender: Contender; faults: string[] }[] = [];
  for (const { contender, started } of taking) {
    const faults: string[] = [];
    const prepared = await started.prepare(work);
    if (contender.kind === 'roof' && (await copied(prepared)).some((byte) => byte !== 0))
      faults.push('something is copied before a run');
    ready.push({ prepared, contender, faults });
  }
  for (let turn = 0; turn < 3; turn++)
    for (const { prepared } of ready)
      await (turn === 1 && prepared.timed ? prepared.timed(2) : prepared.run());
  for (const { prepared, contender, faults } of ready)
    faults.push(...(await faultsOf(prepared, work, contender.kind === 'peer')));
  for (const { prepared } of ready) await prepared.end();
  const changed = [inputs.x, inputs.upstream].some((values, i) => !sameBits(values, before[i]));
  return ready.map(({ contender: { name }, faults }) => ({
    contender: name,
    faults: changed ? [...faults, 'the input is changed'] : faults,
  }));
}

async function faultsOf(prepared: Prepared, work: Work, isPeer: boolean): Promise<string[]> {
  if (prepared.result === undefined) {
    const got = await copied(prepared);
    const expected = bytesToCopy(work);
    const wrong = expected.findIndex((byte, i) => byte !== got[i]);
    if (got.length !== expected.length)
      return [`${got.length} bytes are copied, expected ${expected.length}`];
    return wrong < 0 ? [] : [`byte ${wrong} is not copied`];
  }
  const expected = expectedOf(work.scenario, work);
  const { accuracy } = expected;
  const bound = isPeer ? plainBound(work.scenario) : expected.bound;
  const first = await prepared.result();
  const kept = first.slice();
  await prepared.run();
  await prepared.run();
  const second = await prepared.result();
  const worst = Math.max(accuracy(first).worstUlp, accuracy(second).worstUlp);
  const faults = [];
  if (!(worst <= bound)) faults.push(`${worst} ULP off, expected at most ${bound}`);
  if (bound === 0 && accuracy(second).exact < 1) faults.push('a zero has the wrong sign');
  if (!sameBits(first, kept)) faults.push('a run changes the result of one before');
  return faults;
}

/** ULP of a float32 sum of n squares, its root and a quotient: docs/numerics.md, "Against the frameworks' own values". */
function plainBound({ shape, axis }: Scenario): number {
  return shape.at(axis)! / 2 + 5;
}

async function copied(prepared: Prepared): Promise<Uint8Array> {
  return await (prepared as PreparedCopy).copied();
}

function sameBits(a: FloatArray | undefined, b: FloatArray | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  const [left, right] = [a, b].map(
    (each) => new Uint32Array(each.buffer, each.byteOffset, each.byteLength / 4),
  );
  return left!.every((word, i) => word === right![i]);
}
