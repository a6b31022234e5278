import { run } from '@unitsphere/conformance';
import { type Backend, createNormalizer, type Problem } from '@unitsphere/core';
import { exactDenominator, exactNorm, roundQuotient } from '@unitsphere/core/reference';
import { report } from './report.ts';

/** A backend of somebody's: exact arithmetic, one slice after another. */
const create = (): Backend<Float32Array, 'sync'> => ({
  name: 'mine',
  capabilities: {
    reading: 'sync',
    residency: 'host',
    precision: { float32: { rounding: 'exact' } },
    norms: false,
    gradient: false,
    inPlace: false,
    strided: false,
    maxElements: 2 ** 20,
  },
  upload: (values) => Float32Array.from(values),
  normalize: divided,
  normalizeWithNorms: none,
  norms: none,
  gradient: none,
  read: (buffer) => buffer,
  free() {},
  [Symbol.dispose]() {},
});

function divided(
  input: Float32Array,
  { outer, length, inner, p, denominator }: Problem,
  output: Float32Array = new Float32Array(input.length),
): Float32Array {
  for (let s = 0; s < outer * inner; s++) {
    const at = (k: number) => (Math.floor(s / inner) * length + k) * inner + (s % inner);
    const slice = Float32Array.from({ length }, (_, k) => input[at(k)]!);
    const d = exactDenominator(exactNorm(slice, p), denominator);
    slice.forEach((x, k) => {
      output[at(k)] = d.floor === 0n ? x : roundQuotient(x, d, 'float32');
    });
  }
  return output;
}

function none(): never {
  throw new Error('not written yet');
}

report(async (values, shape) => {
  const only = 'axes: the axis that is named is the one that is normalized';
  for await (const { status, reason } of run(create, { only, quick: true }))
    if (status !== 'passed') throw new Error(reason);
  return createNormalizer(create()).normalize(values, { shape });
});
