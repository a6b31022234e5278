import { type FloatArray, type NormOptions, resolveArguments } from '@unitsphere/core';
import { type Arrangement, arrange } from './arrangement.ts';
import { withBits } from './bits.ts';
import { exactNormError } from './exact-norm-error.ts';
import type { Fault, Standard } from './fault.ts';
import { inWords } from './in-words.ts';
import { boundOf } from './judge.ts';
import { bufferLines, literal, type Origin, optionPairs, program } from './snippet.ts';
import { requireArray, type Subject, waitFor } from './subject.ts';
import type { Trial } from './trial.ts';

/** Asks for the norms by themselves, or with the result, and compares each with the exact one. */
export async function normFault(
  subject: Subject,
  trial: Trial,
  { claim, measure }: Standard,
): Promise<Fault | undefined> {
  const { slices, method, setting } = trial;
  const arrangement = arrange(slices, trial.layout);
  const p = setting.p ?? 2;
  let norms: FloatArray;
  try {
    norms = await normsOf(subject, trial, arrangement);
    requireArray(norms, 'float64', slices.length);
  } catch (error) {
    measure.mismatch();
    return { problem: `${method} failed: ${error instanceof Error ? error.message : inWords(error)}` };
  }
  let fault: Fault | undefined;
  const judged = new Map<FloatArray, { readonly norm: number; readonly error: number }>();
  slices.forEach((slice, s) => {
    const norm = norms[s]!;
    const before = judged.get(slice);
    const error = before && Object.is(before.norm, norm) ? before.error : exactNormError(slice, p, norm);
    judged.set(slice, { norm, error });
    measure.add(error, error <= 0.5);
    if (error <= boundOf(claim)) return;
    measure.mismatch();
    const problem = `the norm of slice ${s} is ${withBits(norm, 'float64')}, off by ${error} ULP of float64, ${boundOf(claim)} claimed`;
    fault ??= { problem, slice: s, at: s };
  });
  return fault;
}

async function normsOf(
  subject: Subject,
  { method, setting, destination }: Trial,
  { values, options: { shape, ...layout } }: Arrangement,
): Promise<FloatArray> {
  const { normalizer } = subject;
  const input = values.slice();
  const options: NormOptions = { shape, ...layout, ...setting };
  if (method === 'normalize') return await waitFor(subject, normalizer.norms(input, options));
  const { layout: resolved, problem } = resolveArguments(input, options);
  if (destination !== 'in place' || resolved.permutation !== undefined)
    return (await waitFor(subject, normalizer.normalizeWithNorms(input, options))).norms;
  const { backend } = subject;
  const buffer = backend.upload(input);
  const { norms, tally } = backend.normalizeWithNorms(buffer, problem, buffer);
  try {
    return await waitFor(subject, backend.read(norms));
  } finally {
    for (const made of [buffer, norms, tally]) backend.free(made);
  }
}

export function normSnippet(trial: Trial, { problem, at = 0 }: Fault, origin: Origin): string {
  const { values, options } = arrange(trial.slices, trial.layout);
  const pairs = optionPairs({ ...options, ...trial.setting }).join(', ');
  if (trial.destination === 'in place') {
    return program({ ...origin, notes: [...origin.notes, problem] }, [
      ...bufferLines(values, pairs),
      'const made = backend.normalizeWithNorms(input, problem, input);',
      'const norms = await backend.read(made.norms);',
      `console.log(norms[${at}], norms);`,
    ]);
  }
  const call =
    trial.method === 'normalize'
      ? `await normalizer.norms(x, { ${pairs} })`
      : `(await normalizer.normalizeWithNorms(x, { ${pairs} })).norms`;
  return program({ ...origin, notes: [...origin.notes, problem] }, [
    `const x = ${literal(values)};`,
    `const norms = ${call};`,
    `console.log(norms[${at}], norms);`,
  ]);
}
