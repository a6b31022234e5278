import { allocate, dtypeOf, type FloatArray, type NormOptions, resolveArguments } from '@unitsphere/core';
import { type Arrangement, hasGaps } from './arrangement.ts';
import { firstDifference } from './bits.ts';
import { Failure } from './failure.ts';
import { requireArray, type Subject, waitFor } from './subject.ts';
import { requireGaps, type Trial } from './trial.ts';

/** Asks for a gradient, in the input's layout. Fails where what is not its result was written to. */
export async function callGradient(
  subject: Subject,
  { setting, layout, destination }: Trial,
  { values, options }: Arrangement,
  upstream: FloatArray,
): Promise<FloatArray> {
  const { backend, normalizer } = subject;
  const settings: NormOptions = { ...options, ...setting };
  const [x, dy] = [values.slice(), upstream.slice()];
  const { layout: resolved, problem } = resolveArguments(x, settings);
  let result: FloatArray;
  if (destination === 'fresh' || resolved.permutation !== undefined)
    result = await waitFor(subject, normalizer.gradient(x, dy, settings));
  else {
    const [input, above] = [backend.upload(x), backend.upload(dy)];
    const given = allocate(dtypeOf(values), values.length).fill(7);
    const output =
      destination === 'given' ? backend.upload(given) : destination === 'in place' ? input : above;
    try {
      backend.gradient(input, above, problem, output);
      result = await waitFor(subject, backend.read(output));
    } finally {
      for (const buffer of new Set([input, above, output])) backend.free(buffer);
    }
    requireArray(result, dtypeOf(values), values.length);
    if (hasGaps(layout)) {
      const before = { given: values.slice().fill(7), 'in place': values, 'over dy': upstream }[destination];
      requireGaps(result, options, before);
    }
  }
  requireArray(result, dtypeOf(values), values.length);
  if (destination !== 'in place') requireKept('input', x, values);
  if (destination !== 'over dy') requireKept('upstream gradient', dy, upstream);
  return result;
}

function requireKept(what: string, is: FloatArray, was: FloatArray): void {
  const at = firstDifference(is, was);
  if (at >= 0) throw new Failure(`the ${what} was written to: [${at}] was ${was[at]}, is ${is[at]}`);
}
