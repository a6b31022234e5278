import {
  allocate,
  dtypeOf,
  type FloatArray,
  type NormOptions,
  type RuleOptions,
  resolveArguments,
} from '@unitsphere/core';
import { type Arrangement, hasGaps, type Layout } from './arrangement.ts';
import { firstDifference, wordsOf } from './bits.ts';
import { Failure } from './failure.ts';
import { requireArray, type Subject, waitFor } from './subject.ts';

/** Where a result goes; `over dy` only a gradient. */
export type Destination = 'fresh' | 'given' | 'in place' | 'over dy';

/** One call of a kernel, as data. */
export interface Trial {
  readonly slices: readonly FloatArray[];
  readonly layout: Layout;
  readonly setting: RuleOptions;
  readonly destination: Destination;
  readonly method: 'normalize' | 'normalizeWithNorms';
  /** For gradients: dy of each slice. */
  readonly upstreams?: readonly FloatArray[];
}

/** Makes the call and gives the result in the input's layout. Fails where it wrote to what is not its result. */
export async function perform(
  subject: Subject,
  trial: Trial,
  { values, options: { shape, ...layout } }: Arrangement,
): Promise<FloatArray> {
  const { setting, destination } = trial;
  const options: NormOptions = { shape, ...layout, ...setting };
  const input = values.slice();
  const given = allocate(dtypeOf(values), values.length).fill(7);
  const output = destination === 'fresh' ? undefined : destination === 'given' ? given : input;
  const result = output
    ? await performOnBuffers(subject, trial, { input, options, output })
    : await performOnValues(subject, trial, { input, options });
  requireArray(result, dtypeOf(values), values.length);
  const written = destination === 'in place' ? -1 : firstDifference(input, values);
  if (written >= 0)
    throw new Failure(`the input was written to: [${written}] was ${values[written]}, is ${input[written]}`);
  if (destination !== 'fresh' && hasGaps(trial.layout))
    requireGaps(result, { shape, ...layout }, destination === 'given' ? given.slice().fill(7) : values);
  return result;
}

/** Fails where anything between the rows is not as it was `before`, by its bits. */
export function requireGaps(
  result: FloatArray,
  { shape, stride }: Arrangement['options'],
  before: FloatArray,
): void {
  const [is, was] = [wordsOf(result), wordsOf(before)];
  const words = result.BYTES_PER_ELEMENT / 4;
  const [length, step] = [shape[1]! * words, stride! * words];
  const stray = is.findIndex((word, i) => i % step >= length && word !== was[i]);
  if (stray < 0) return;
  const at = Math.floor(stray / words);
  throw new Failure(
    `the output between the rows was written to: [${at}] is ${result[at]}, was ${before[at]}`,
  );
}

interface Call {
  readonly input: FloatArray;
  readonly options: NormOptions;
  readonly output?: FloatArray;
}

async function performOnValues(
  subject: Subject,
  { method }: Trial,
  { input, options }: Call,
): Promise<FloatArray> {
  const { normalizer } = subject;
  if (method === 'normalize') return await waitFor(subject, normalizer.normalize(input, options));
  return (await waitFor(subject, normalizer.normalizeWithNorms(input, options))).values;
}

/** Core would copy what a kernel leaves elsewhere: the kernel itself gets the output, where no axes have to move. */
async function performOnBuffers(
  subject: Subject,
  trial: Trial,
  { input, options, output }: Call,
): Promise<FloatArray> {
  const { backend } = subject;
  const { layout, problem } = resolveArguments(input, options);
  if (layout.permutation !== undefined) return await performOnValues(subject, trial, { input, options });
  const from = backend.upload(input);
  const into = output === input ? from : backend.upload(output!);
  const made: unknown[] = [from];
  try {
    if (into !== from) made.push(into);
    if (trial.method === 'normalize') backend.normalize(from, problem, into);
    else {
      const measured = backend.normalizeWithNorms(from, problem, into);
      made.push(measured.norms, measured.tally);
    }
    return await waitFor(subject, backend.read(into));
  } finally {
    for (const buffer of made) backend.free(buffer);
  }
}
