import { type Axis, createNormalizer, dtypeOf, type NormalizeOptions, resolveAxes } from '@unitsphere/core';
import { type Candidate, choose } from 'unitsphere';
import type { Outcome, Settings } from './job.ts';
import { summarizeNorms } from './norm-summary.ts';
import { openFile } from './open-file.ts';
import type { Opened, Report } from './opened.ts';
import { previewOf } from './preview.ts';

/** Reads the file, normalizes it in place and writes the like of it. Rejects with the errors of `openFile` and core. */
export async function runJob(
  { file, settings }: { readonly file: File; readonly settings: Settings },
  candidates: readonly Candidate[],
  report: Report,
): Promise<Outcome> {
  const opened = await openFile(file, settings.reading, report);
  const { values } = opened;
  const before = previewOf(opened);
  report(`normalizing with ${settings.backend}`);
  const dtype = dtypeOf(values);
  const problem = problemOf(opened, settings);
  const backends = [settings.backend];
  const need = { dtype, norms: true, elements: values.length, p: settings.rule.p ?? 2, backends };
  using backend = await choose(candidates, need);
  const normalizer = createNormalizer(backend);
  const { norms, tally } = await normalizer.normalizeWithNorms(values, {
    ...problem,
    ...settings.rule,
    output: values,
  });
  report('taking the norms of the result');
  const after = await normalizer.norms(values, { ...problem, p: settings.rule.p });
  return {
    name: file.name,
    shape: opened.shape,
    dtype,
    backend: backend.name,
    notes: opened.notes,
    tally,
    norms: { before: summarizeNorms(norms), after: summarizeNorms(after) },
    preview: { before, after: previewOf(opened) },
    result: opened.write(values, report),
  };
}

/** Values in Fortran order are those of the reversed shape in C order: nothing is moved. */
function problemOf(
  { shape, fortranOrder }: Opened,
  { axis }: Settings,
): Pick<NormalizeOptions, 'shape'> & { readonly axis: Axis } {
  const axes = resolveAxes(axis, shape.length);
  // A number alone has no axis, and core takes no empty list of them.
  if (shape.length === 0) return { shape, axis: null };
  return fortranOrder
    ? { shape: [...shape].reverse(), axis: axes.map((i) => shape.length - 1 - i) }
    : { shape, axis: axes };
}
