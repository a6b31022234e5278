import { allocate, dtypeOf, type FloatArray, type NormalizeOptions, resolveRule } from '@unitsphere/core';
import { exactDenominator, exactNorm, gradientExactly } from '@unitsphere/core/reference';
import { type Arrangement, arrange, pickSlice } from './arrangement.ts';
import type { Batch, Family } from './family.ts';
import { gradientError } from './gradient-error.ts';
import { type Amount, type Row, runFamilies } from './run-families.ts';
import type { Random } from './seeded-random.ts';
import { snippet } from './snippet.ts';

export type Gradient = <T extends FloatArray>(values: T, upstream: T, options: NormalizeOptions) => T;

/** Gradients of every family and rule, within `maxUlp` float32 ULP of the largest |dy|/D of the slice. */
export function verifyGradient(
  gradient: Gradient,
  families: readonly Family[],
  maxUlp: number,
  amount: Amount,
): Row[] {
  return runFamilies(families, amount, (batch, random, outcome) => {
    const arrangement = arrange(batch.slices, random);
    const upstreams = drawUpstreams(batch, random);
    const upstream = likewise(arrangement, upstreams);
    for (const setting of [random.pick(batch.settings), random.pick(batch.settings)]) {
      const options = { ...arrangement.options, ...setting };
      const [x, dy] = [arrangement.values.slice(), upstream.slice()];
      const got = gradient(x, dy, { ...options, output: random.pick([undefined, x, dy]) });
      const { p, denominator } = resolveRule(setting, dtypeOf(x));
      batch.slices.forEach((slice, s) => {
        const result = pickSlice(arrangement, got, s, slice.length);
        const exact = gradientExactly(slice, upstreams[s]!, setting);
        const unit = { steepest: largest(upstreams[s]!), dtype: dtypeOf(x) };
        const d = slice.every(Number.isFinite)
          ? exactDenominator(exactNorm(slice, p), denominator).floor
          : 0n;
        result.forEach((v: number, k: number) => {
          // Where D = 0 the gradient is exactly 0.
          const error =
            d > 0n ? gradientError(v, exact[k]!, { ...unit, d }) : Object.is(v + 0, exact[k]) ? 0 : Infinity;
          outcome.elements++;
          outcome.worstUlp = Math.max(outcome.worstUlp, error);
          if (error <= maxUlp) return;
          outcome.mismatches++;
          const problem = `expected ${exact[k]}, off by ${error} ULP of the largest |dy|/D`;
          const at = arrangement.at(s, k);
          outcome.first ??= snippet('gradient', {
            problem,
            values: arrangement.values,
            upstream,
            options,
            at,
            got,
          });
        });
      });
    }
  });
}

/** Upstream gradients of every size, some parallel to the slice, where the result cancels to nothing. */
function drawUpstreams({ slices }: Batch, random: Random): FloatArray[] {
  return slices.map((slice) => {
    const dtype = dtypeOf(slice);
    const scale = 2 ** random.pick(dtype === 'float32' ? [0, 0, -140, 120] : [0, 0, -1060, 1020]);
    const parallel = random.unit() < 0.2 && slice.every((v: number) => Math.abs(v) < 2 ** 120);
    const upstream = allocate(dtype, slice.length);
    for (let k = 0; k < slice.length; k++) {
      upstream[k] = parallel ? slice[k]! * 3 : random.unit() < 0.1 ? 0 : (2 * random.unit() - 1) * scale;
    }
    return upstream;
  });
}

function likewise({ values, at }: Arrangement, slices: readonly FloatArray[]): FloatArray {
  const result = allocate(dtypeOf(values), values.length);
  slices.forEach((slice, s) => {
    slice.forEach((v: number, k: number) => {
      result[at(s, k)] = v;
    });
  });
  return result;
}

function largest(slice: FloatArray): number {
  let max = 0;
  for (const v of slice) max = Math.max(max, Math.abs(v));
  return max;
}
