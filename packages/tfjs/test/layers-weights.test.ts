import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { l2Normalize, register } from '../src/index.ts';
import { constrainWeights, normalizeWeights, registerLayers, UnitNorm } from '../src/layers.ts';
import { bitsOf, codeOf, reloaded } from './layers-helpers.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
  await register(tf);
  registerLayers(tf);
});

const weights = tf.tensor2d([3e-20, 0, 3, 4e-20, 0, -4], [2, 3]);

test('weights of any length but 0 come out with length 1, where the constraint of tfjs does not', () => {
  const unit = [Math.fround(0.6), 0, Math.fround(0.6), Math.fround(0.8), 0, -Math.fround(0.8)];
  expect([...normalizeWeights().apply(weights).dataSync()]).toEqual(unit);
  const theirs = tf.constraints.unitNorm({ axis: 0 }).apply(weights).dataSync();
  expect(theirs[0]).toBeLessThan(1e-12);
});

test('axis can be a list, and a rule of its own is in the config, which makes the same constraint again', () => {
  const kernel = tf.linspace(-3, 5, 24).reshape([2, 3, 4]);
  const options = { axis: [0, 1], p: Number.POSITIVE_INFINITY, rule: 'max', epsilon: 2.5 } as const;
  const constraint = normalizeWeights(options);
  expect(bitsOf(constraint.apply(kernel))).toEqual(bitsOf(l2Normalize(kernel, options)));
  const config = JSON.parse(JSON.stringify(constraint.getConfig()));
  expect(config).toEqual({ ...options, p: 'inf' });
  const again = UnitNorm.fromConfig(UnitNorm, { ...config, customObjects: {} });
  expect(again).toBeInstanceOf(UnitNorm);
  expect(again.getConfig()).toEqual(config);
  expect(normalizeWeights().getConfig()).toEqual({ axis: 0 });
});

test('what a constraint cannot be made with is an error with its code', () => {
  expect(codeOf(() => normalizeWeights({ axes: 0 } as object))).toBe('unknown-option');
  expect(codeOf(() => normalizeWeights({ axis: [] }))).toBe('empty-axis');
  expect(codeOf(() => normalizeWeights({ rule: 'add' }))).toBe('missing-epsilon');
  expect(codeOf(() => normalizeWeights({ axis: 2 }).apply(weights))).toBe('axis-out-of-range');
});

function trained(kernelConstraint: ReturnType<typeof normalizeWeights>): tf.Sequential {
  const initializer = tf.initializers.randomNormal({ stddev: 1e-13, seed: 3 });
  const layer = tf.layers.dense({
    units: 3,
    inputShape: [2],
    kernelConstraint,
    kernelInitializer: initializer,
  });
  const model = tf.sequential({ layers: [layer] });
  model.compile({ optimizer: tf.train.sgd(1e-13), loss: 'meanSquaredError' });
  return model;
}

function columnNorms(model: tf.LayersModel): number[] {
  const [top, bottom] = model.getWeights()[0]!.arraySync() as number[][];
  return top!.map((value, i) => Math.hypot(value, bottom![i]!));
}

test('with constrainWeights the kernel of a dense layer has columns of length 1 after fit, from 1e-13 on', async () => {
  const [x, y] = [tf.linspace(-1, 1, 16).reshape([8, 2]), tf.linspace(0, 1, 24).reshape([8, 3])];
  const options = { epochs: 2, batchSize: 4, verbose: 0 } as const;
  const free = trained(normalizeWeights());
  await free.fit(x, y, options);
  // tfjs's fit applies no constraint, its own neither.
  expect(Math.max(...columnNorms(free))).toBeLessThan(1e-11);
  const model = trained(normalizeWeights());
  await model.fit(x, y, { ...options, callbacks: constrainWeights(model) });
  const before = tf.memory().numTensors;
  await model.fit(x, y, { ...options, callbacks: constrainWeights(model) });
  for (const norm of columnNorms(model)) expect(Math.abs(norm - 1)).toBeLessThanOrEqual(2 ** -24);
  expect(tf.memory().numTensors).toBe(before);
});

test('constrainWeights leaves a layer that is not trainable as it is', () => {
  const model = trained(normalizeWeights());
  model.layers[0]!.trainable = false;
  const before = columnNorms(model);
  constrainWeights(model).onBatchEnd();
  expect(columnNorms(model)).toEqual(before);
});

test('a saved model with the constraint UnitNorm loads with this one', async () => {
  const copy = await reloaded(trained(tf.constraints.unitNorm({ axis: 0 })));
  const { kernelConstraint } = copy.layers[0] as unknown as { kernelConstraint: unknown };
  expect(kernelConstraint).toBeInstanceOf(UnitNorm);
});
