import { dtypeOf, type FloatArray, resolveRule } from '@unitsphere/core';
import { exactDenominator } from '@unitsphere/core/reference';
import { arrange, pickSlices } from './arrangement.ts';
import { withBits } from './bits.ts';
import { exactGradient } from './exact-gradient.ts';
import type { Fault, Standard } from './fault.ts';
import { callGradient } from './gradient-call.ts';
import { gradientError } from './gradient-error.ts';
import { inWords } from './in-words.ts';
import { boundOf } from './judge.ts';
import { sameBitsIn } from './same-bits.ts';
import { sliceNorm } from './slice-norm.ts';
import { bufferLines, literal, type Origin, optionPairs, program } from './snippet.ts';
import type { Subject } from './subject.ts';
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
    got = await callGradient(subject, trial, arrangement, upstream);
  } catch (error) {
    measure.mismatch();
    return { problem: `gradient failed: ${error instanceof Error ? error.message : inWords(error)}` };
  }
  const { p, denominator } = resolveRule(setting, dtypeOf(values));
  const size = { count: slices.length, length: slices[0]!.length };
  const { picked, slices: results } = pickSlices(arrangement, got, size);
  const haveSameBits = sameBitsIn(picked, size.length);
  let fault: Fault | undefined;
  const right = new Map<FloatArray, { readonly dy: FloatArray; readonly first: number }>();
  slices.forEach((slice, s) => {
    const [result, dy] = [results[s]!, upstreams[s]!];
    const before = right.get(slice);
    // The same bits for a slice that is repeated are as right as they were.
    if (before?.dy === dy && haveSameBits(before.first, s)) {
      measure.count(slice.length);
      return;
    }
    const exact = exactGradient(slice, dy, setting);
    const unit = { steepest: largest(dy), dtype: dtypeOf(slice) };
    const d = slice.every(Number.isFinite) ? exactDenominator(sliceNorm(slice, p), denominator).floor : 0n;
    const errors = new Map<number, { readonly got: number; readonly error: number }>();
    const errorOf = (got: number, wanted: number): number => {
      const known = errors.get(wanted);
      if (known !== undefined && Object.is(known.got, got)) return known.error;
      // Where D = 0 the gradient is exactly 0, and NaN where the slice is not finite.
      const error =
        d > 0n ? gradientError(got, wanted, { ...unit, d }) : Object.is(got + 0, wanted) ? 0 : Infinity;
      errors.set(wanted, { got, error });
      return error;
    };
    const faultsBefore = measure.mismatches;
    result.forEach((v: number, k: number) => {
      const wanted = exact(k);
      const error = errorOf(v, wanted);
      measure.add(error, error === 0);
      if (error <= bound) return;
      measure.mismatch();
      const at = arrangement.at(s, k);
      const is = `[${at}] is ${withBits(v, dtypeOf(slice))}, expected ${wanted}`;
      fault ??= {
        problem: `${is}, off by ${error} float32 ULP of the largest |dy|/D, ${bound} claimed`,
        slice: s,
        at,
      };
    });
    if (measure.mismatches === faultsBefore) right.set(slice, { dy, first: s });
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
  const { destination } = trial;
  if (destination !== 'fresh') {
    const pairs = optionPairs({ ...options, ...trial.setting }).join(', ');
    const output = { given: 'backend.upload(x.slice().fill(7))', 'in place': 'input', 'over dy': 'upstream' };
    return program({ ...origin, notes: [...origin.notes, problem] }, [
      ...bufferLines(values, pairs),
      `const upstream = backend.upload(${literal(upstream)});`,
      `const output = ${output[destination]};`,
      'backend.gradient(input, upstream, problem, output);',
      'const dx = await backend.read(output);',
      `console.log(dx[${at}], dx);`,
    ]);
  }
  return program({ ...origin, notes: [...origin.notes, problem] }, [
    `const x = ${literal(values)};`,
    `const dy = ${literal(upstream)};`,
    `const dx = await normalizer.gradient(x, dy, { ${optionPairs({ ...options, ...trial.setting }).join(', ')} });`,
    `console.log(dx[${at}], dx);`,
  ]);
}
