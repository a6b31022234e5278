import { type NormOptions, resolveArguments } from '../arguments.ts';
import type { Problem } from '../backend.ts';
import { allocate, type FloatArray } from '../float-array.ts';
import { permute, unpermute } from '../permute.ts';
import { exactDenominator, exactNorm } from './denominator.ts';
import { roundFixed, roundQuotient } from './rounding.ts';

/**
 * The definition of this project: every element of every slice divided by its denominator in real numbers and
 * rounded once. p = 1, 2 and ∞ exactly; others to 2^-250, which decides all but deliberate ties.
 */
export function normalizeExactly<T extends FloatArray>(values: T, options: NormOptions = {}): T {
  const { problem, layout, shape } = resolveArguments(values, options);
  const { permutation } = layout;
  const source = permutation ? permute(values, shape, permutation) : values;
  const result = allocate(problem.dtype, values.length);
  for (const indices of slicesOf(problem)) {
    const slice = Float64Array.from(indices, (i) => source[i]!);
    const normalized = normalizeSlice(slice, problem);
    indices.forEach((i, k) => {
      result[i] = normalized[k]!;
    });
  }
  if (!permutation) return result as T;
  const output = allocate(problem.dtype, values.length);
  unpermute(result, shape, permutation, output);
  return output as T;
}

/** N of each slice, rounded once to float64. */
export function normsExactly(values: FloatArray, options: NormOptions = {}): Float64Array {
  const { problem, layout, shape } = resolveArguments(values, options);
  const source = layout.permutation ? permute(values, shape, layout.permutation) : values;
  return Float64Array.from(slicesOf(problem), (indices) => {
    const slice = Float64Array.from(indices, (i) => source[i]!);
    if (slice.some(Number.isNaN)) return Number.NaN;
    if (!slice.every(Number.isFinite)) return Infinity;
    const { floor, rational, radicand } = exactNorm(slice, problem.p);
    return roundFixed(floor, (floor - rational) ** 2n < radicand);
  });
}

/** One slice: special values first (docs/numerics.md, "Special values"), then the definition. */
function normalizeSlice(
  slice: Float64Array,
  problem: Pick<Problem, 'dtype' | 'p' | 'denominator'>,
): Float64Array {
  if (slice.some(Number.isNaN)) return slice.map(() => Number.NaN);
  if (!slice.every(Number.isFinite)) return slice.map((x) => (Number.isFinite(x) ? 0 * x : Number.NaN));
  const d = exactDenominator(exactNorm(slice, problem.p), problem.denominator);
  if (d.floor === 0n) return slice;
  return slice.map((x) => roundQuotient(x, d, problem.dtype));
}

/** The indices of each slice's elements, in the order of the norms. */
export function* slicesOf({ outer, length, inner, stride }: Problem): Generator<number[]> {
  for (let o = 0; o < outer; o++) {
    for (let i = 0; i < inner; i++) {
      yield Array.from({ length }, (_, k) => o * stride + k * inner + i);
    }
  }
}
