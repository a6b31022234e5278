import type { PresetName } from '@unitsphere/core';

/** Half the distance from 1 to the next float32: what one rounding does at most, relative to the value. */
const u = 2 ** -24;

/** What a framework computes, by its source, of the norm N; in real numbers, for which float64 stands here. */
export interface Formula {
  readonly like: PresetName;
  readonly denominator: (norm: number) => number;
  /** N from which D depends on N. */
  readonly epsilon: number;
}

const floor = (like: PresetName, epsilon: number): Formula => ({
  like,
  denominator: (norm) => Math.max(norm, epsilon),
  epsilon,
});

/** max(N², 1e-12) of TensorFlow is max(N, 1e-6) squared. */
export const formulas: Readonly<Record<string, Formula>> = {
  'tf.math.l2_normalize': floor('tensorflow', 1e-6),
  'tf_keras.layers.UnitNormalization': floor('keras2', 1e-6),
  'keras.ops.normalize': floor('keras-ops', 1e-7),
  'keras.layers.UnitNormalization': floor('keras', 1e-12),
  'torch.nn.functional.normalize': floor('torch', 1e-12),
  'sklearn.preprocessing.normalize': {
    like: 'sklearn',
    denominator: (norm) => (norm < 10 * 2 ** -23 ? 1 : norm),
    epsilon: 10 * 2 ** -23,
  },
};

export interface Expected {
  readonly y: number[];
  readonly dx: number[];
  /** Of y, in ULP of each element. */
  readonly yBound: number;
  /** Of each element of dx. */
  readonly dxBounds: number[];
  /** max|dy| / D. */
  readonly largest: number;
}

/**
 * The real values, and how far from them float32 arithmetic can bring the framework in whatever order it adds: derived
 * in docs/numerics.md. `follows`: whether D depends on N.
 */
export function expected(
  { denominator, epsilon }: Formula,
  x: Float32Array,
  dy: Float32Array,
  follows?: boolean,
): Expected {
  const norm = Math.sqrt(x.reduce((sum, value) => sum + value * value, 0));
  const d = denominator(norm);
  const y = Array.from(x, (value) => value / d);
  const taken = follows ?? norm >= epsilon;
  const terms = y.map((value, i) => (taken ? value * dy[i]! : 0));
  const along = terms.reduce((sum, term) => sum + term, 0);
  const around = terms.reduce((sum, term) => sum + Math.abs(term), 0);
  const ofReciprocal = x.length / 2 + 4.5;
  return {
    y,
    dx: y.map((value, i) => (dy[i]! - value * along) / d),
    yBound: ofReciprocal + 0.5,
    dxBounds: y.map(
      (value, i) =>
        (u / d) *
        ((ofReciprocal + 2) * Math.abs(dy[i]!) +
          (x.length + 3 * ofReciprocal + 5) * Math.abs(value) * around),
    ),
    largest: Math.max(...dy.map(Math.abs)) / d,
  };
}
