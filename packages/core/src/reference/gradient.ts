import { type NormOptions, resolveArguments } from '../arguments.ts';
import type { Problem } from '../backend.ts';
import type { FloatArray } from '../float-array.ts';
import { permute, unpermute } from '../permute.ts';
import { exactDenominator, exactNorm, isClamped } from './denominator.ts';
import { absolute, fractionBits, toFixed } from './fixed.ts';
import { slicesOf } from './normalize.ts';
import { powerShares } from './power.ts';
import { roundFixed, type Surd } from './rounding.ts';

/** dx = (dy − g·Σ(dy·y)) / D with 256 bits, each element rounded once to float64. */
export function gradientExactly(
  values: FloatArray,
  upstream: FloatArray,
  options: NormOptions = {},
): Float64Array {
  const { problem, layout, shape } = resolveArguments(values, options);
  const { permutation } = layout;
  const arrange = (array: FloatArray): FloatArray =>
    permutation ? permute(array, shape, permutation) : array;
  const [x, dy] = [arrange(values), arrange(upstream)];
  const result = new Float64Array(values.length);
  for (const indices of slicesOf(problem)) {
    const pick = (array: FloatArray): Float64Array => Float64Array.from(indices, (i) => array[i]!);
    const slice = gradientSlice(pick(x), pick(dy), problem);
    indices.forEach((i, k) => {
      result[i] = slice[k]!;
    });
  }
  if (!permutation) return result;
  const output = new Float64Array(values.length);
  unpermute(result, shape, permutation, output);
  return output;
}

function gradientSlice(slice: Float64Array, upstream: Float64Array, problem: Problem): Float64Array {
  if (!slice.every(Number.isFinite) || !upstream.every(Number.isFinite)) return slice.map(() => Number.NaN);
  const norm = exactNorm(slice, problem.p);
  const d = exactDenominator(norm, problem.denominator).floor;
  if (d === 0n) return slice.map(() => 0);
  const x = Array.from(slice, toFixed);
  const dy = Array.from(upstream, toFixed);
  const y = x.map((v) => (v << fractionBits) / d);
  const g = derivatives(x, y, norm, problem);
  const dot = y.reduce((sum, v, i) => sum + v * dy[i]!, 0n) >> fractionBits;
  return Float64Array.from(x, (_, i) => roundFixed(((dy[i]! << fractionBits) - g[i]! * dot) / d));
}

/** g = ∂D/∂x: the table of docs/numerics.md, "Gradient". */
function derivatives(x: readonly bigint[], y: bigint[], norm: Surd, { p, denominator }: Problem): bigint[] {
  const n = norm.floor;
  if (isClamped(norm, denominator) || n === 0n) return x.map(() => 0n);
  if (denominator.of === 'square') return y;
  const signed = (v: bigint, share: bigint): bigint => (v < 0n ? -share : v > 0n ? share : 0n);
  if (p === 2) return x.map((v) => (v << fractionBits) / n);
  if (p === 1) return x.map((v) => signed(v, toFixed(1)));
  if (p === Infinity) {
    const ties = BigInt(x.filter((v) => absolute(v) === n).length);
    return x.map((v) => (absolute(v) === n ? signed(v, toFixed(1) / ties) : 0n));
  }
  const shares = powerShares(x.map(absolute), p);
  return x.map((v, i) => signed(v, shares[i]!));
}
