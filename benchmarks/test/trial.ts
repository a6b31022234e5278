import type { FloatArray } from '@unitsphere/core';
import { normalize } from '@unitsphere/cpu';
import { accuracyOf } from '../accuracy.ts';
import type { Contender, Prepared, Started, Work } from '../contender.ts';
import { drawInputs } from '../inputs.ts';
import type { Scenario } from '../scenarios.ts';
import { gradientShare } from './gradient-share.ts';

/** What a contender made of a scenario: plain data, a page hands it over. */
export interface Trial {
  readonly contender: string;
  readonly scenario: string;
  /** From the right results: of two inputs before any run, then of both after many. */
  readonly distances: readonly number[];
  /** The largest allowed. */
  readonly bound: number;
  /** The inputs, and results that were given before other runs. */
  readonly unchanged: boolean;
  /** Whether the results before and after the runs are the same by bits. */
  readonly repeated: boolean;
  /** Tensors of tfjs that the runs left. */
  readonly tensorsLeft: number;
}

/** Of a contender that keeps to its interface. */
export const sound: Pick<Trial, 'unchanged' | 'repeated' | 'tensorsLeft'> = {
  unchanged: true,
  repeated: true,
  tensorsLeft: 0,
};

const ordinary = { axis: -1, dtype: 'float32', task: 'normalize', values: 'ordinary' } as const;

/** Small ones of every kind. */
export const trialScenarios: readonly Scenario[] = [
  { ...ordinary, name: 'rows', shape: [7, 33] },
  { ...ordinary, name: 'last of three axes', shape: [4, 3, 8] },
  { ...ordinary, name: 'inner axis', shape: [3, 40, 5], axis: 1 },
  { ...ordinary, name: 'in place', shape: [7, 33], task: 'in-place' },
  { ...ordinary, name: 'float64', shape: [7, 33], dtype: 'float64' },
  { ...ordinary, name: 'gradient', shape: [7, 33], task: 'gradient' },
];

export interface Entered {
  readonly contender: Contender;
  readonly started: Started;
}

/** All that take part, prepared for two inputs each at the same time and run by turns; `tensors` counts those of tfjs. */
export async function trialsOf(
  entered: readonly Entered[],
  scenario: Scenario,
  tensors: () => number,
): Promise<Trial[]> {
  const works = [workOf(scenario, 1), workOf(scenario, 2)];
  const copies = works.map(({ x, upstream }) => [x.slice(), upstream?.slice()]);
  const ready: Ready[] = [];
  for (const { contender, started } of entered) {
    if (contender.without(scenario) !== undefined) continue;
    const prepared: Prepared[] = [];
    for (const work of works) prepared.push(await started.prepare(work));
    const results = await resultsOf(prepared);
    const kept = results.map((result) => result.slice());
    ready.push({ contender, started, prepared, results, kept, tensorsLeft: 0 });
  }
  for (let round = 0; round < 10; round++) {
    for (const each of ready) {
      const before = tensors();
      for (const { run } of each.prepared) await run();
      each.tensorsLeft += tensors() - before;
    }
  }
  const trials: Trial[] = [];
  for (const { contender, started, prepared, results, kept, tensorsLeft } of ready) {
    const later = await resultsOf(prepared);
    for (const each of prepared) await each.end();
    trials.push({
      ...{ contender: contender.name, scenario: scenario.name, tensorsLeft, bound: boundOf(scenario) },
      distances: [results, later].flatMap((each) =>
        each.map((got, i) => distanceOf(started, got, works[i]!)),
      ),
      unchanged:
        works.every(({ x, upstream }, i) => isSame(x, copies[i]![0]) && isSame(upstream, copies[i]![1])) &&
        results.every((result, i) => isSame(result, kept[i])),
      repeated: later.every((result, i) => isSame(result, kept[i])),
    });
  }
  return trials;
}

interface Ready extends Entered {
  readonly prepared: readonly Prepared[];
  /** Before any run. */
  readonly results: readonly FloatArray[];
  /** Copies of them. */
  readonly kept: readonly FloatArray[];
  tensorsLeft: number;
}

async function resultsOf(prepared: readonly Prepared[]): Promise<FloatArray[]> {
  const results: FloatArray[] = [];
  for (const { result } of prepared) results.push(await result!());
  return results;
}

function isSame(a: FloatArray | undefined, b: FloatArray | undefined): boolean {
  return a === undefined || b === undefined ? a === b : accuracyOf(a, b).exact === 1;
}

/** The inputs lie within a larger array, as a part of one does. */
function workOf(scenario: Scenario, seed: number): Work {
  const { x, upstream } = drawInputs(scenario, seed);
  const within = (values: FloatArray): FloatArray => {
    const float = values instanceof Float32Array ? Float32Array : Float64Array;
    const larger = new float(values.length + 3);
    larger.set(values, 1);
    return larger.subarray(1, values.length + 1);
  };
  return { scenario, x: within(x), ...(upstream && { upstream: within(upstream) }) };
}

/** In ULP, by the contender's own rule; for a gradient the share of its bound. */
export function distanceOf({ like }: Started, got: FloatArray, { scenario, x, upstream }: Work): number {
  const { shape, axis, task } = scenario;
  if (task === 'gradient') return gradientShare(got, x, upstream!, shape.at(-1)!);
  return accuracyOf(got, normalize(x, { shape: [...shape], axis, like })).worstUlp;
}

/** docs/numerics.md, "Against the frameworks' own values", and half a ULP for the right result's own rounding. */
export function boundOf({ shape, axis, task }: Scenario): number {
  return task === 'gradient' ? 1 : shape.at(axis)! / 2 + 5.5;
}
