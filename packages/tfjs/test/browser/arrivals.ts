import * as tf from '@tensorflow/tfjs';

/** Ways in which the values of a tensor come to the op: tfjs keeps them on the CPU, or in one of several layouts. */
export const arrivals = {
  'on the CPU': (values, shape) => tf.tensor(values, shape),
  // Operations on webgl leave texels of 2 × 2 values or of one.
  'of two halves': (values, shape) => {
    const half = values.length >> 1;
    return tf.reshape(
      tf.concat([tf.tensor1d(values.subarray(0, half)), tf.tensor1d(values.subarray(half))]),
      shape,
    );
  },
  'of a slice': (values, shape) => {
    const longer = new Float32Array(values.length + 12);
    longer.set(values, 7);
    return tf.reshape(tf.slice1d(tf.tensor1d(longer), 7, values.length), shape);
  },
  'a row of a matrix': (values, shape) => {
    const rows = new Float32Array(3 * values.length);
    rows.set(values, values.length);
    return tf.reshape(tf.slice2d(tf.tensor2d(rows, [3, values.length]), [1, 0], [1, values.length]), shape);
  },
  reversed: (values, shape) => {
    const backwards = values.slice().reverse();
    return tf.reshape(tf.reverse(tf.tensor1d(backwards)), shape);
  },
  transposed: (values, shape) => {
    const [rows, columns] = [shape.slice(0, -1).reduce((a, b) => a * b, 1), shape.at(-1) ?? 1];
    const turned = values.map((_, i) => values[(i % rows) * columns + Math.floor(i / rows)]!);
    return tf.reshape(tf.transpose(tf.tensor2d(turned, [columns, rows])), shape);
  },
} satisfies Record<string, (values: Float32Array, shape: number[]) => tf.Tensor>;
