import type { FloatArray, Measured, Problem } from '@unitsphere/core';
import { cpu } from '@unitsphere/cpu';
import { expect } from 'vitest';
import type { WasmBackend } from '../src/index.ts';

export const orders = [1, 2, Infinity] as const;

/** Rule `max`, whose ε clamps what is small. */
export function problemOf(
  [outer, length, inner]: readonly [outer: number, length: number, inner: number],
  { p = 2, gap = 0, dtype = 'float32' }: { p?: number; gap?: number; dtype?: 'float32' | 'float64' } = {},
): Problem {
  const denominator = { form: 'floor', of: 'norm', epsilon: 1e-9 } as const;
  return { dtype, outer, length, inner, stride: length * inner + gap, p, denominator };
}

/** Values of every size, and of eleven slices one each that is zero, not finite, subnormal or clamped; gaps hold 7. */
function valuesFor({ dtype, outer, length, inner, stride }: Problem): FloatArray {
  const values = new (dtype === 'float32' ? Float32Array : Float64Array)(outer * stride).fill(7);
  for (let o = 0; o < outer; o++) {
    for (let k = 0; k < length; k++) {
      for (let i = 0; i < inner; i++) {
        const slice = o * inner + i;
        const ordinary = Math.sin(slice * 78.233 + k * 12.9898);
        values[o * stride + k * inner + i] = elementOf(slice % 11, ordinary, k, length);
      }
    }
  }
  return values;
}

function elementOf(kind: number, ordinary: number, k: number, length: number): number {
  if (kind === 3) return 0;
  if (kind === 4) return k === 0 ? Number.NaN : ordinary;
  if (kind === 5) return k === 0 ? -Infinity : ordinary;
  // Quotients that are subnormal, some of them on a tie.
  if (kind === 6) return k === 0 ? 2 : (2 * (k % 3) + 1) * 2 ** -149;
  if (kind === 7) return ordinary * 1e-20;
  // A quotient that is subnormal, and so not certain, at the very end.
  if (kind === 8) return k === length - 1 ? 3 * 2 ** -130 : ordinary + 2;
  return ordinary * 2 ** ((k % 9) - 4);
}

/** How a call gets its arrays. */
type Way = 'fresh' | 'into' | 'in place';
const ways: readonly Way[] = ['fresh', 'into', 'in place'];

/**
 * Normalizes with cpu and with `backend`, on arrays of the heap or of the arena, in every way: the same bits in float32
 * and at most 2 ULP apart in float64, where each is at most 1 from the quotient; gaps, and the input, untouched; the
 * same slices counted.
 */
export function expectSameAsCpu(
  backend: WasmBackend,
  problem: Problem,
  where: 'heap' | 'arena' = 'heap',
): void {
  const values = valuesFor(problem);
  const expected = cpu().normalizeWithNorms(values, problem, values.slice());
  for (const way of ways) {
    const made: FloatArray[] = [];
    const place = (contents: FloatArray): FloatArray => {
      if (where === 'heap') return contents.slice();
      const array = backend.allocate(contents.length, problem.dtype) as FloatArray;
      array.set(contents);
      made.push(array);
      return array;
    };
    const input = place(values);
    // What lies in gaps is left as it is, so a fresh array has zeros there.
    const output = way === 'fresh' ? undefined : way === 'into' ? place(values) : input;
    const measured = backend.normalizeWithNorms(input, problem, output);
    if (output !== undefined) expect(measured.output).toBe(output);
    expectSame(measured, expected, problem, way);
    if (way !== 'in place') expect(farthest(input, values)).toBe(0);
    for (const array of made) backend.release(array);
  }
}

function expectSame(
  got: Measured<FloatArray>,
  expected: Measured<FloatArray>,
  problem: Problem,
  way: Way,
): void {
  const { outer, length, inner, stride, dtype } = problem;
  const block = length * inner;
  let apart = 0;
  for (let o = 0; o < outer; o++) {
    const [first, last] = [o * stride, o * stride + (way === 'fresh' ? block : stride)];
    apart = Math.max(
      apart,
      farthest(got.output.subarray(first, last), expected.output.subarray(first, last)),
    );
  }
  expect(apart).toBeLessThanOrEqual(dtype === 'float32' ? 0 : 2);
  expect([...got.tally.subarray(0, 3)]).toEqual([...expected.tally.subarray(0, 3)]);
  // Each is at most 1 ULP from the norm.
  expect(farthest(got.norms, expected.norms)).toBeLessThanOrEqual(2);
}

/** Units in the last place between the farthest two; bits must agree where something is not finite. */
function farthest(a: FloatArray, b: FloatArray): number {
  const [keysOfA, keysOfB] = [a, b].map((values) =>
    values.BYTES_PER_ELEMENT === 4
      ? new Int32Array(values.slice().buffer)
      : new BigInt64Array(values.slice().buffer),
  ) as [Int32Array | BigInt64Array, Int32Array | BigInt64Array];
  let most = a.length === b.length ? 0 : Infinity;
  for (let i = 0; i < a.length; i++) {
    if (keysOfA[i] === keysOfB[i]) continue;
    // Neighbours of one sign differ by one in their bits.
    const near = Number.isFinite(a[i]) && Number.isFinite(b[i]) && Math.sign(a[i]!) === Math.sign(b[i]!);
    most = Math.max(most, near ? Math.abs(Number(BigInt(keysOfA[i]!) - BigInt(keysOfB[i]!))) : Infinity);
  }
  return most;
}
