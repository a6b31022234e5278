import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { l2Normalize, register } from '../src/index.ts';
import { floatsOf, readFixture, ulpAt } from './fixtures.ts';
import { type Expected, expected, type Formula, formulas } from './presets-formula.ts';

type Vectors = Readonly<Record<string, { readonly x: string; readonly dy: string }>>;
type Values = Readonly<Record<string, { readonly y: string; readonly dx?: string }>>;
/** By vector, what the framework gives instead of what its formula says. */
type Accidents = Readonly<Record<string, string>>;

/** The squares pass the largest float32. */
const overflow = {
  '1e+20 of 3': 'zeros',
  '1e+20 of 16': 'zeros',
  '1e+30 of 3': 'zeros',
  '1e+30 of 16': 'zeros',
  '3e38 twice': 'zeros',
};
/** TensorFlow takes subnormal numbers for 0. */
const flushed = { subnormal: 'zeros', 'subnormal result': 'zeros where it is subnormal' };
const overflowOfGradient = { ...overflow, '3e38 twice': 'NaN' };
/** The float32 next to 1e-6 is less, but its square is rounded to the float32 next to 1e-12. */
const square = { '1e-6 alone': 'the other side of epsilon' };

const accidents: Readonly<Record<string, { readonly y: Accidents; readonly dx: Accidents }>> = {
  'tf.math.l2_normalize': { y: { ...overflow, ...flushed }, dx: { ...overflowOfGradient, ...square } },
  'tf_keras.layers.UnitNormalization': {
    y: { ...overflow, ...flushed },
    dx: { ...overflowOfGradient, ...square },
  },
  'keras.ops.normalize': { y: { ...overflow, ...flushed }, dx: overflowOfGradient },
  'keras.layers.UnitNormalization': { y: { ...overflow, ...flushed }, dx: overflowOfGradient },
  'torch.nn.functional.normalize': { y: overflow, dx: overflow },
  'sklearn.preprocessing.normalize': { y: overflow, dx: {} },
};

const vectors = Object.entries(readFixture<Vectors>('vectors.json')).map(
  ([name, { x, dy }]) => [name, floatsOf(x), floatsOf(dy)] as const,
);

beforeAll(async () => {
  await tf.setBackend('cpu');
  await register(tf);
});

describe.each(Object.keys(formulas))('%s', (name) => {
  const formula = formulas[name]!;
  const theirs = readFixture<Values>(`values/${name}.json`);
  const { like } = formula;

  test('the preset is within half a ULP of the formula in real numbers', () => {
    let largest = 0;
    for (const [, x, dy] of vectors) {
      const y = l2Normalize(tf.tensor1d(x), { like }).dataSync<'float32'>();
      largest = Math.max(largest, inUlp(expected(formula, x, dy).y, y));
    }
    // A ten thousandth for the float64 of the formula.
    expect(largest).toBeLessThanOrEqual(0.5001);
  });

  test("its gradient is within 4 ULP of max|dy| / D of the formula's", () => {
    const gradient = tf.grad((x) => l2Normalize(x, { like }));
    let largest = 0;
    for (const [, x, dy] of vectors) {
      const real = expected(formula, x, dy);
      const dx = gradient(tf.tensor1d(x), tf.tensor1d(dy)).dataSync<'float32'>();
      const unit = ulpAt(real.largest);
      largest = Math.max(largest, ...real.dx.map((value, i) => Math.abs(value - dx[i]!) / unit));
    }
    expect(largest).toBeLessThanOrEqual(4);
  });

  test('the framework gives what the formula says, but for the accidents listed', () => {
    const found: { y: Record<string, string>; dx: Record<string, string> } = { y: {}, dx: {} };
    for (const [vector, x, dy] of vectors) {
      const real = expected(formula, x, dy);
      const y = floatsOf(theirs[vector]!.y);
      if (!(inUlp(real.y, y) <= real.yBound)) found.y[vector] = accidentOf(y, real.y);
      const dx = floatsOf(theirs[vector]!.dx ?? '');
      if (dx.length > 0 && !isNear(dx, real))
        found.dx[vector] = isNear(dx, otherSide(formula, x, dy))
          ? 'the other side of epsilon'
          : accidentOf(dx, real.dx);
    }
    expect(found).toEqual(accidents[name]);
  });
});

/** The largest error, in ULP of each element. NaN where one is. */
function inUlp(real: number[], values: Float32Array): number {
  return Math.max(...real.map((value, i) => Math.abs(value - values[i]!) / ulpAt(value)));
}

function isNear(dx: Float32Array, real: Expected): boolean {
  return real.dx.every((value, i) => Math.abs(value - dx[i]!) <= real.dxBounds[i]!);
}

function otherSide(formula: Formula, x: Float32Array, dy: Float32Array): Expected {
  const norm = Math.sqrt(x.reduce((sum, value) => sum + value * value, 0));
  return expected(formula, x, dy, norm < formula.epsilon);
}

function accidentOf(values: Float32Array, real: number[]): string {
  if (values.some(Number.isNaN)) return 'NaN';
  if (values.every((value) => value === 0)) return 'zeros';
  const flushed = real.map((value) => (Math.abs(value) < 2 ** -126 ? 0 : Math.fround(value)));
  if (flushed.every((value, i) => value === values[i])) return 'zeros where it is subnormal';
  return `${values}`;
}
