import type { FloatArray, PresetName } from '@unitsphere/core';
import { gradientExactly, normalizeExactly } from '@unitsphere/core/reference';
import { gradient, normalize, norms } from '@unitsphere/cpu';
import { type Accuracy, accuracyOf } from './accuracy.ts';
import type { Inputs } from './inputs.ts';
import type { Scenario } from './scenarios.ts';

/** Elements that the reference computes for a scenario: it takes some 10 µs for each, in integers of any size. */
const referenced = 4000;

/** What is known of a scenario's right results. */
export interface Expected {
  /** By the rule of a preset, else `none`; gradients always by `none`. */
  accuracy(got: FloatArray, like?: PresetName): Accuracy;
  /** The largest distance that is allowed to ours: 0 is the very bits. */
  readonly bound: number;
}

/**
 * The right results: of float32 those of cpu's kernel, whole, after it was held to the reference on a part; of float64 and
 * of gradients the reference's on the first slices, and for the others how much they are off at least, since cpu's kernel is off by
 * 1 ULP at most. Throws where cpu's kernel is wrong.
 */
export function expectedOf(scenario: Scenario, { x, upstream }: Inputs): Expected {
  const { shape, axis, dtype, task } = scenario;
  if (task === 'gradient') return expectedGradient(scenario, x, required(upstream));
  if (dtype === 'float64') {
    const part = firstSlices(scenario);
    const values = x.subarray(0, part.count);
    const exact = (like?: PresetName): FloatArray =>
      normalizeExactly(values, { shape: part.shape, axis, ...(like && { like }) });
    const plain = exact();
    return {
      bound: 1,
      accuracy(got, like) {
        const first = accuracyOf(got.subarray(0, whole(got, x, part.count)), like ? exact(like) : plain);
        const own = normalize(x, { shape: [...shape], axis, ...(like && { like }) });
        return atLeast(first, accuracyOf(got, own).worstUlp - 1);
      },
    };
  }
  const part = cutOf(scenario);
  const cut = x.subarray(0, part.count);
  const own = accuracyOf(
    normalize(cut, { shape: part.shape, axis }),
    normalizeExactly(cut, { shape: part.shape, axis }),
  );
  if (own.exact < 1) throw wrong(`${scenario.name}: cpu's kernel is not the reference's by bits`);
  const exact = normalize(x, { shape: [...shape], axis });
  return {
    bound: 0,
    accuracy: (got, like) => accuracyOf(got, like ? normalize(x, { shape: [...shape], axis, like }) : exact),
  };
}

/**
 * Errors are counted as @unitsphere/conformance does: beyond half a ULP of the result itself, in float32 ULP of the slice's
 * largest |dy|/D.
 */
function expectedGradient(scenario: Scenario, x: FloatArray, dy: FloatArray): Expected {
  const { axis, dtype } = scenario;
  if (dtype !== 'float32') throw new Error('gradients are measured in float32 alone');
  if (axis !== -1 && axis !== scenario.shape.length - 1)
    throw new Error('gradients are measured along the last axis alone');
  const { shape, count } = firstSlices(scenario);
  const [values, upstream] = [x.subarray(0, count), dy.subarray(0, count)];
  const exact = gradientExactly(values, upstream, { shape });
  const length = shape.at(-1)!;
  const units = Array.from(norms(x, { shape: [...scenario.shape] }), (norm, row) =>
    lastPlace(largest(dy.subarray(row * length, (row + 1) * length)) / norm),
  );
  const own = gradient(x, dy, { shape: [...scenario.shape] });
  const first = gradientAccuracy(own.subarray(0, count), exact, units, length);
  if (first.worstUlp > 1) throw wrong(`${scenario.name}: cpu's gradient is ${first.worstUlp} ULP off`);
  return {
    bound: 1,
    accuracy(got) {
      const part = gradientAccuracy(got.subarray(0, whole(got, x, count)), exact, units, length);
      return atLeast(part, gradientAccuracy(got, own, units, length).worstUlp - 1);
    },
  };
}

/** `units`: the ULP of each row's largest |dy|/D. */
function gradientAccuracy(
  got: FloatArray,
  exact: FloatArray,
  units: readonly number[],
  length: number,
): Accuracy {
  let [same, worstUlp] = [0, 0];
  for (let i = 0; i < got.length; i++) {
    if (Object.is(got[i], Math.fround(exact[i]!))) same++;
    const beyond = Math.abs(got[i]! - exact[i]!) - lastPlace(exact[i]!) / 2;
    const error = beyond / units[Math.floor(i / length)]!;
    worstUlp = Number.isNaN(error) ? Infinity : Math.max(worstUlp, error);
  }
  return { exact: same / got.length, worstUlp, elements: got.length };
}

/** What is known of a part, where all of it is off by `worstUlp` at least. */
function atLeast(part: Accuracy, worstUlp: number): Accuracy {
  return { ...part, worstUlp: Math.max(part.worstUlp, worstUlp) };
}

function largest(values: FloatArray): number {
  let max = 0;
  for (const value of values) max = Math.max(max, Math.abs(value));
  return max;
}

/** One of ours gave something else than it promises: nothing that was measured counts. */
export const wrongResult = 'WrongResult';

/** An error of that name. */
export function wrong(message: string): Error {
  return Object.assign(new Error(message), { name: wrongResult });
}

/** The float32 ULP of a value. */
function lastPlace(value: number): number {
  const magnitude = Math.max(Math.abs(value), 2 ** -126);
  const exponent = Math.floor(Math.log2(magnitude));
  // The logarithm of what is just below a power of two rounds up to it.
  return 2 ** ((2 ** exponent > magnitude ? exponent - 1 : exponent) - 23);
}

/** As many whole slices as the reference has time for, one at least: leading entries of the first axis. */
function firstSlices({ shape }: Scenario): { readonly shape: number[]; readonly count: number } {
  const [first = 1, ...rest] = shape;
  const block = rest.reduce((a, b) => a * b, 1);
  const kept = Math.min(first, Math.max(1, Math.floor(referenced / block)));
  return { shape: [kept, ...rest], count: kept * block };
}

/** A problem of its own on the first elements, every axis cut until the reference has time for it. */
function cutOf({ shape }: Scenario): { readonly shape: number[]; readonly count: number } {
  const cut = [...shape];
  const size = (): number => cut.reduce((a, b) => a * b);
  for (let axis = 0; size() > referenced; axis++) {
    const others = size() / cut[axis]!;
    cut[axis] = Math.max(1, Math.floor(referenced / others));
  }
  return { shape: cut, count: size() };
}

function whole(got: FloatArray, x: FloatArray, part: number): number {
  if (got.length !== x.length) throw new Error(`${got.length} results, expected ${x.length}`);
  return part;
}

function required<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('a gradient needs dy');
  return value;
}
