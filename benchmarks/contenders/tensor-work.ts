import type { Tensor } from '@tensorflow/tfjs-core';
import type { FloatArray } from '@unitsphere/core';
import type { Prepared, Started, Work } from '../contender.ts';
import type { OnTfjs } from './on-tfjs.ts';

/** Unit vectors along an axis, by operations of tfjs. */
export type Way = (x: Tensor, axis: number) => Tensor;

/** Tensor to tensor, float32; a gradient is tfjs's own of the way, so that the way itself is part of it. */
export function tensorWork(
  { tf, use, prepared, settled, valuesOf }: OnTfjs,
  way: Way,
  { scenario: { shape, axis, task }, x, upstream }: Work,
): Prepared {
  const tensorOf = (values: FloatArray): Tensor => tf.tensor(values as Float32Array, [...shape]);
  const inputs = use(() => (task === 'gradient' ? [tensorOf(x), tensorOf(upstream!)] : [tensorOf(x)]));
  const gradientOf = tf.grad((given) => way(given, axis));
  const [input, dy] = inputs as [Tensor, Tensor?];
  const output = (): Tensor => tf.tidy(() => (dy ? gradientOf(input, dy) : way(input, axis)));
  return prepared({
    run: () => settled(output()),
    result: () => valuesOf(output()),
    end: () => tf.dispose(inputs),
  });
}

/** From array to array: a tensor, the way along the last axis, its values. */
export function normalizeWith({ tf, use, valuesOf }: OnTfjs, way: Way): NonNullable<Started['normalize']> {
  return (values, rows, length) => {
    // tfjs keeps the array that it is given.
    const y = use(() => tf.tidy(() => way(tf.tensor2d(values.slice(), [rows, length]), -1)));
    return valuesOf(y);
  };
}
