import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { l2Normalize, register } from '../src/index.ts';
import { L2Normalization, registerLayers, UnitNormalization } from '../src/layers.ts';
import { bitsOf, predicted, reloaded } from './layers-helpers.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
  await register(tf);
});

const ids = tf.tensor2d(
  [
    [3, 1, 0, 0],
    [0, 2, 1, 3],
  ],
  [2, 4],
  'int32',
);
/** Word 0, which a mask leaves out, is not a vector of zeros; word 2 is a short one. */
const vectors = [9, 8, 3, -4, 3e-20, 4e-20, -1, 2];

function words(maskZero: boolean): tf.layers.Layer {
  return tf.layers.embedding({
    inputDim: 4,
    outputDim: 2,
    maskZero,
    weights: [tf.tensor2d(vectors, [4, 2])],
  });
}

function memory(): tf.layers.Layer {
  const [kernel, recurrent] = [tf.linspace(-1, 1, 24), tf.linspace(1, -1, 36)];
  const weights = [kernel.reshape([2, 12]), recurrent.reshape([3, 12]), tf.linspace(0, 1, 12)];
  return tf.layers.lstm({ units: 3, weights });
}

function sequential(...layers: tf.layers.Layer[]): tf.LayersModel {
  return tf.sequential({ layers });
}

const between: [string, () => tf.layers.Layer][] = [
  ['L2Normalization', () => new L2Normalization()],
  ['L2Normalization with masked steps 0', () => new L2Normalization({ maskedSteps: 'zero' })],
  ['UnitNormalization', () => new UnitNormalization()],
];

test.each(between)('behind %s an LSTM skips the steps that the mask leaves out', async (_, layer) => {
  registerLayers(tf);
  const model = sequential(words(true), layer(), memory());
  const masked = predicted(model, ids);
  const unmasked = sequential(words(false), layer(), memory());
  expect(bitsOf(masked)).not.toEqual(bitsOf(predicted(unmasked, ids)));
  for (const [row, kept] of [
    [3, 1],
    [2, 1, 3],
  ].entries()) {
    const short = predicted(unmasked, tf.tensor2d([kept], [1, kept.length], 'int32'));
    expect(bitsOf(masked.slice([row], [1]))).toEqual(bitsOf(short));
  }
  expect(bitsOf(predicted(await reloaded(model), ids))).toEqual(bitsOf(masked));
});

test.each(between)('%s passes on the very mask that it gets', (_, layer) => {
  const mask = tf.notEqual(ids, 0);
  expect(layer().computeMask(words(true).apply(ids) as tf.Tensor, mask)).toBe(mask);
});

test('masked steps are normalized like any other, or 0 where they are to be', () => {
  const unit = l2Normalize(words(false).apply(ids) as tf.Tensor);
  const kept = predicted(sequential(words(true), new L2Normalization()), ids);
  expect(bitsOf(kept)).toEqual(bitsOf(unit));
  const zeroed = predicted(sequential(words(true), new L2Normalization({ maskedSteps: 'zero' })), ids);
  const mask = tf.notEqual(ids, 0).reshape([2, 4, 1]);
  expect(bitsOf(zeroed)).toEqual(bitsOf(tf.where(mask, unit, tf.zerosLike(unit))));
});

test('along time the steps that are 0 do not count', () => {
  const layer = new L2Normalization({ axis: [1, 2], maskedSteps: 'zero' });
  const zeroed = predicted(sequential(words(true), layer), ids);
  const short = words(false).apply(tf.tensor2d([[3, 1]], [1, 2], 'int32')) as tf.Tensor;
  expect(bitsOf(zeroed.slice([0], [1, 2]))).toEqual(bitsOf(l2Normalize(short, { axis: [1, 2] })));
  expect([...zeroed.slice([0, 2], [1, 2]).dataSync()]).toEqual([0, 0, 0, 0]);
});

test.each([{}, { like: 'keras' }, { rule: 'add', epsilon: 1e-30 }] as const)(
  'a masked step gets the gradient 0, whatever stands in it (%o)',
  (rule) => {
    const steps = [1, 2, 0, 0, Number.NaN, 1, Number.POSITIVE_INFINITY, 1, 3e38, 3e38, 3e-20, 4e-20];
    const x = tf.tensor3d(steps, [1, 6, 2]);
    const mask = tf.tensor2d([1, 0, 0, 0, 0, 1], [1, 6], 'bool');
    const layer = new L2Normalization({ ...rule, maskedSteps: 'zero' });
    const of = (x: tf.Tensor) => layer.apply(x, { mask }) as tf.Tensor;
    const dy = tf.tensor3d([1, 0, 3e38, 1, 1, 1, 1, 1, 1, 1, 0, 1e-20], [1, 6, 2]);
    expect([...of(x).dataSync().slice(2, 10)]).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
    const dx = tf.grad(of)(x, dy);
    expect([...dx.dataSync().slice(2, 10)].map(Math.abs)).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
    const plain = tf.grad((x) => l2Normalize(x, rule))(x, dy);
    for (const step of [0, 5])
      expect(bitsOf(dx.slice([0, step], [1, 1]))).toEqual(bitsOf(plain.slice([0, step], [1, 1])));
  },
);

test('a mask that tfjs hands on behind the layer that used it up is left alone', () => {
  // tfjs hands the mask [2, 4] to what follows the LSTM too, here with as many units as there are steps.
  const lstm = tf.layers.lstm({ units: 4 });
  const model = sequential(words(true), lstm, new L2Normalization({ maskedSteps: 'zero' }));
  const state = predicted(sequential(words(true), lstm), ids);
  expect(bitsOf(predicted(model, ids))).toEqual(bitsOf(l2Normalize(state)));
});

test('a mask ends at a Lambda, as in Keras', async () => {
  registerLayers(tf, { lambdas: { stop: (x) => l2Normalize(x) } });
  const [masked, unmasked] = await Promise.all(
    [true, false].map((maskZero) => {
      const topology = sequential(words(maskZero), memory()).toJSON(null, false) as unknown as Topology;
      topology.config.layers.splice(1, 0, { class_name: 'Lambda', config: { name: 'stop' } });
      return tf.models.modelFromJSON({ modelTopology: topology as never });
    }),
  );
  masked!.setWeights(sequential(words(true), memory()).getWeights());
  unmasked!.setWeights(masked!.getWeights());
  expect(bitsOf(predicted(masked!, ids))).toEqual(bitsOf(predicted(unmasked!, ids)));
});

interface Topology {
  readonly config: { readonly layers: object[] };
}
