import type { FloatArray } from '@unitsphere/core';
import { randomBits } from './random.ts';
import type { Scenario } from './scenarios.ts';

/** What a scenario is given. */
export interface Inputs {
  readonly x: FloatArray;
  /** For a gradient: dy. */
  readonly upstream?: FloatArray;
}

/** Those of a seed: the same in every place. Throws for word vectors, which are not drawn. */
export function drawInputs({ shape, dtype, values, task }: Scenario, seed: number): Inputs {
  const count = shape.reduce((a, b) => a * b);
  if (values === 'glove') throw new Error('the word vectors are a file, which Node alone reads');
  if (values === 'every-exponent') return { x: everyExponent(count, seed) };
  const x = ordinary(count, dtype, seed);
  return task === 'gradient' ? { x, upstream: ordinary(count, dtype, seed + 1_000_003) } : { x };
}

/** Uniform in ±1, in steps of 2^-23 in float32 and of 2^-52 in float64. */
function ordinary(count: number, dtype: Scenario['dtype'], seed: number): FloatArray {
  const next = randomBits(seed);
  if (dtype === 'float64') {
    const result = new Float64Array(count);
    for (let i = 0; i < count; i++) result[i] = next() * 2 ** -31 + (next() >>> 11) * 2 ** -52 - 1;
    return result;
  }
  const result = new Float32Array(count);
  for (let i = 0; i < count; i++) result[i] = (next() >>> 8) * 2 ** -23 - 1;
  return result;
}

/** Bit patterns of float32, uniform over the finite ones: every exponent, subnormals included. */
function everyExponent(count: number, seed: number): Float32Array {
  const [bits, next] = [new Uint32Array(count), randomBits(seed)];
  for (let i = 0; i < count; i++) {
    let pattern = next();
    while ((pattern & 0x7f80_0000) === 0x7f80_0000) pattern = next();
    bits[i] = pattern;
  }
  return new Float32Array(bits.buffer);
}
