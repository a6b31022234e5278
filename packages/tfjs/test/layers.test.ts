import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { l2Normalize, register } from '../src/index.ts';
import { L2Normalization, registerLayers, UnitNormalization } from '../src/layers.ts';
import { bitsOf, codeOf, predicted, reloaded, savedArtifacts } from './layers-helpers.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
  await register(tf);
  registerLayers(tf);
});

const x = tf.tensor([3e-20, 4e-20, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, -1, 2e-7, 3, 1e-9, 2e-9, 3e-9], [3, 2, 3]);

test('a layer says with its config all that it was made with, and no more', () => {
  const given = {
    name: 'unit',
    axis: [1, 2],
    p: 1,
    rule: 'max',
    epsilon: 1e-12,
    maskedSteps: 'zero',
  } as const;
  expect(new L2Normalization(given).getConfig()).toEqual({ ...given, trainable: true });
  expect(new L2Normalization({ name: 'a' }).getConfig()).toEqual({ name: 'a', trainable: true, axis: -1 });
  expect(new UnitNormalization({ name: 'a' }).getConfig()).toEqual({
    name: 'a',
    trainable: true,
    axis: -1,
    like: 'keras',
  });
});

test.each([
  {},
  { axis: 1 },
  { axis: [1, -1], p: Number.POSITIVE_INFINITY },
  { p: 3, rule: 'add', epsilon: 1e-3 } as const,
  { like: 'sklearn', p: 1 } as const,
  { like: 'tfjs-layers', maskedSteps: 'zero' } as const,
])('a model that ends in L2Normalization(%o) predicts the same bits once reloaded', async (given) => {
  const layer = new L2Normalization(given);
  const model = tf.sequential({ layers: [tf.layers.dense({ units: 5, inputShape: [2, 3] }), layer] });
  const copy = await reloaded(model);
  expect(copy.layers[1]!.getConfig()).toEqual(layer.getConfig());
  expect(bitsOf(predicted(copy, x))).toEqual(bitsOf(predicted(model, x)));
  const { maskedSteps, axis = -1, ...rule } = { maskedSteps: 'keep', ...given };
  const dense = model.layers[0]!.apply(x) as tf.Tensor;
  expect(bitsOf(predicted(model, x))).toEqual(bitsOf(l2Normalize(dense, { axis, ...rule })));
});

test('UnitNormalization has the numbers of Keras 3, or of Keras 2 where its like says so, and its saved model holds which', async () => {
  for (const like of ['keras', 'keras2'] as const) {
    const model = tf.sequential({
      layers: [new UnitNormalization({ inputShape: [2, 3], ...(like === 'keras2' && { like }) })],
    });
    const expected = bitsOf(l2Normalize(x, { like }));
    expect(bitsOf(predicted(model, x))).toEqual(expected);
    expect(bitsOf(predicted(await reloaded(model), x))).toEqual(expected);
  }
  expect(bitsOf(l2Normalize(x, { like: 'keras2' }))).not.toEqual(bitsOf(l2Normalize(x, { like: 'keras' })));
});

test('in a functional model the layers take part in two places, and again once reloaded', async () => {
  const input = tf.input({ shape: [2, 3] });
  const shared = new L2Normalization({ axis: [1, 2] });
  const dense = tf.layers.dense({ units: 3 }).apply(input) as tf.SymbolicTensor;
  const outputs = [shared.apply(dense), shared.apply(input)] as tf.SymbolicTensor[];
  const model = tf.model({ inputs: input, outputs });
  expect(outputs[0]!.shape).toEqual([null, 2, 3]);
  const [before, after] = [model, await reloaded(model)].map((m) =>
    (m.predict(x) as tf.Tensor[]).map(bitsOf),
  );
  expect(after).toEqual(before);
  expect(before![1]).toEqual(bitsOf(l2Normalize(x, { axis: [1, 2] })));
});

test.each([new L2Normalization({ like: 'keras2' }), new UnitNormalization({ like: 'keras2' })])(
  'TimeDistributed gives each step to the layer inside, reloaded too (%#)',
  async (layer) => {
    const steps = tf.layers.timeDistributed({ layer, inputShape: [2, 3] });
    const model = tf.sequential({ layers: [steps] });
    const expected = bitsOf(l2Normalize(x, { like: 'keras2' }));
    expect(bitsOf(predicted(model, x))).toEqual(expected);
    expect(bitsOf(predicted(await reloaded(model), x))).toEqual(expected);
  },
);

test('axis 0 is the batch, as in Keras', () => {
  const layer = new UnitNormalization({ axis: 0, like: 'keras2' });
  expect(bitsOf(layer.apply(x) as tf.Tensor)).toEqual(bitsOf(l2Normalize(x, { axis: 0, like: 'keras2' })));
});

test('what a layer cannot be made with is an error with its code, at once; an axis beyond the rank, when it is built', () => {
  const made = (given: object): string | undefined => codeOf(() => new L2Normalization(given));
  expect(made({ axes: 1 })).toBe('unknown-option');
  expect(made({ axis: 1.5 })).toBe('invalid-axis');
  expect(made({ axis: ['a'] })).toBe('invalid-axis');
  expect(made({ axis: null })).toBe('invalid-axis');
  expect(made({ axis: [] })).toBe('empty-axis');
  expect(made({ p: 0.5 })).toBe('invalid-p');
  expect(made({ rule: 'max' })).toBe('missing-epsilon');
  expect(made({ epsilon: 1e-12 })).toBe('epsilon-without-rule');
  expect(made({ like: 'keras4' })).toBe('unknown-preset');
  expect(made({ maskedSteps: 'drop' })).toBe('invalid-options');
  expect(codeOf(() => new UnitNormalization({ epsilon: 1 } as object))).toBe('unknown-option');
  expect(codeOf(() => new UnitNormalization({ like: 'none' as 'keras' }))).toBe('unknown-preset');
  const input = tf.input({ shape: [3] });
  expect(codeOf(() => new L2Normalization({ axis: 2 }).apply(input))).toBe('axis-out-of-range');
  expect(() => new L2Normalization({ axis: 2, name: 'unit' }).apply(input)).toThrow('layer unit: axis 2');
  expect(codeOf(() => new L2Normalization({ axis: [1, -1] }).apply(input))).toBe('repeated-axis');
  expect(codeOf(() => new UnitNormalization({ axis: -3 }).apply(input))).toBe('axis-out-of-range');
  expect(codeOf(() => new UnitNormalization().apply([input, input]))).toBe('invalid-values');
});

test('a layer that is shared names itself where the rank of a later call lacks its axis', () => {
  for (const unit of [
    new L2Normalization({ axis: 2, name: 'u' }),
    new UnitNormalization({ axis: 2, name: 'u' }),
  ]) {
    unit.apply(tf.ones([1, 2, 3]));
    expect(() => unit.apply(tf.ones([2, 3]))).toThrow('layer u: axis 2 is out of range');
  }
});

test('a config is what a constructor takes, p = ∞ included', () => {
  const config = new L2Normalization({ p: Number.POSITIVE_INFINITY, axis: 1 }).getConfig();
  expect(new L2Normalization(config).getConfig()).toEqual(config);
});

test('a copy of TensorFlow.js that the layers do not belong to is refused', () => {
  const foreign = { serialization: { Serializable: class {}, registerClass: () => undefined } };
  expect(codeOf(() => registerLayers(foreign as never))).toBe('foreign-tfjs');
});

test('predicting, saving and reloading leave no tensor behind', async () => {
  const model = tf.sequential({
    layers: [
      tf.layers.masking({ inputShape: [2, 3] }),
      new L2Normalization({ maskedSteps: 'zero' }),
      new UnitNormalization({ axis: [1, 2] }),
    ],
  });
  tf.dispose(model.predict(x));
  await savedArtifacts(model);
  const before = tf.memory().numTensors;
  tf.dispose(model.predict(x));
  (await reloaded(model)).dispose();
  expect(tf.memory().numTensors).toBe(before);
});
