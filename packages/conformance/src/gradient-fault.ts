import { dtypeOf, type FloatArray, type NormOptions, resolveRule } from '@unitsphere/core';
import { exactDenominator, exactNorm, gradientExactly } from '@unitsphere/core/reference';
import { arrange, pickSlices } from './arrangement.ts';
import { withBits } from './bits.ts';
import type { Fault, Standard } from './fault.ts';
import { gradientError } from './gradient-error.ts';
import { inWords } from './in-words.ts';
import { boundOf } from './judge.ts';
import { literal, type Origin, optionPairs, program } from './snippet.ts';
import { requireArray, type Subject, waitFor } from './subject.ts';
import type { Trial } from './trial.ts';

/** Asks for a gradient and compares it with the reference's, in the unit of `capabilities.gradient`. */
export async function gradientFault(
  subject: Subject,
  trial: Trial,
  { claim, measure }: Standard,
): Promise<Fault | undefined> {
  const { slices, upstreams = [], setting } = trial;
  const bound = boundOf(claim);
  const arrangement = arrange(slices, trial.layout);
  const [values, upstream] = [arrangement.values, arrange(upstreams, trial.layout).values];
  let got: FloatArray;
  try {
    const options: NormOptions = { ...arrangement.options, ...setting };
    got = await waitFor(subject, subject.normalizer.gradient(values.slice(), upstream.slice(), options));
    requireArray(got, dtypeOf(values), values.length);
  } catch (error) {
    measure.mismatch();
    return { problem: `gradient failed: ${error instanceof Error ? error.message : inWords(error)}` };
  }
  const { p, denominator } = resolveRule(setting, dtypeOf(values));
  const size = { count: slices.length, length: slices[0]!.length };
  const picked = pickSlices(arrangement, got, size);
  let fault: Fault | undefined;
  slices.forEach((slice, s) => {
    const result = picked[s]!;
    const exact = gradientExactly(slice, upstreams[s]!, setting);
    const unit = { steepest: largest(upstreams[s]!), dtype: dtypeOf(slice) };
    const d = slice.every(Number.isFinite) ? exactDenominator(exactNorm(slice, p), denominator).floor : 0n;
    result.forEach((v: number, k: number) => {
      // Where D = 0 the gradient is exactly 0, and NaN where the slice is not finite.
      const error =
        d > 0n ? gradientError(v, exact[k]!, { ...unit, d }) : Object.is(v + 0, exact[k]) ? 0 : Infinity;
      measure.add(error, error === 0);
      if (error <= bound) return;
      measure.mismatch();
      const at = arrangement.at(s, k);
      const is = `[${at}] is ${withBits(v, dtypeOf(slice))}, expected ${exact[k]}`;
      fault ??= {
        problem: `${is}, off by ${error} float32 ULP of the largest |dy|/D, ${bound} claimed`,
        slice: s,
        at,
      };
    });
  });
  return fault;
}

function largest(slice: FloatArray): number {
  let max = 0;
  for (const v of slice) max = Math.max(max, Math.abs(v));
  return max;
}

export function gradientSnippet(trial: Trial, { problem, at = 0 }: Fault, origin: Origin): string {
  const { values, options } = arrange(trial.slices, trial.layout);
  const upstream = arrange(trial.upstreams ?? trial.slices, trial.layout).values;
  return program({ ...origin, notes: [...origin.notes, problem] }, [
    `const x = ${literal(values)};`,
    `const dy = ${literal(upstream)};`,
    `const dx = await normalizer.gradient(x, dy, { ${optionPairs({ ...options, ...trial.setting }).join(', ')} });`,
    `console.log(dx[${at}], dx);`,
  ]);
}
