import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { l2Normalize, register } from '../src/index.ts';
import { L2Normalization, registerLayers } from '../src/layers.ts';
import { bitsOf, predicted, reloaded } from './layers-helpers.ts';
import { useBackend } from './tfjs-backends.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
  await register(tf);
  registerLayers(tf);
});

const classes = 3;
const features = 8;
/** Points around one centre a class; `scale` makes them short. */
function points(count: number, seed: number, scale = 1): { x: tf.Tensor2D; labels: number[] } {
  const labels = Array.from({ length: count }, (_, i) => i % classes);
  const centres = tf.randomNormal([classes, features], 0, 1, 'float32', 7) as tf.Tensor2D;
  const noise = tf.randomNormal([count, features], 0, 0.5, 'float32', seed) as tf.Tensor2D;
  const x = tf.gather(centres, tf.tensor1d(labels, 'int32')).add(noise).mul(scale);
  return { x: x as tf.Tensor2D, labels };
}

/** Dense layers without a bias, so that a short input gives a short vector, which the layer makes a unit vector. */
function embedder(steps?: number): tf.Sequential {
  const inputShape = steps === undefined ? [features] : [steps, features];
  const kernelInitializer = (seed: number) => tf.initializers.glorotNormal({ seed });
  return tf.sequential({
    layers: [
      tf.layers.dense({ units: 8, useBias: false, inputShape, kernelInitializer: kernelInitializer(1) }),
      tf.layers.dense({ units: 4, useBias: false, kernelInitializer: kernelInitializer(2) }),
      new L2Normalization({ axis: -1 }),
    ],
  });
}

/** Of float64: the largest distance of an embedding's norm from 1. */
function worstNorm(embeddings: tf.Tensor): number {
  const width = embeddings.shape.at(-1)!;
  const values = [...embeddings.dataSync()];
  const norms = Array.from({ length: values.length / width }, (_, i) =>
    Math.hypot(...values.slice(i * width, (i + 1) * width)),
  );
  return Math.max(...norms.map((norm) => Math.abs(norm - 1)));
}

async function checkTrained(model: tf.LayersModel, x: tf.Tensor): Promise<void> {
  const copy = await reloaded(model);
  for (const scale of [1, 1e-12, 1e-30]) {
    const scaled = x.mul(scale);
    const embeddings = predicted(model, scaled);
    const worst = worstNorm(embeddings);
    console.info(`scale ${scale}: the norms are within ${worst.toExponential(2)} of 1`);
    // Each element is within 2^-24 of the unit vector's, relative to it, and the norm with them.
    expect(worst).toBeLessThanOrEqual(2 ** -24);
    expect(bitsOf(predicted(copy, scaled))).toEqual(bitsOf(embeddings));
  }
}

function accuracy(embeddings: tf.Tensor, labels: readonly number[]): number {
  const similarity = tf.matMul(embeddings as tf.Tensor2D, embeddings as tf.Tensor2D, false, true);
  const others = similarity.sub(tf.eye(labels.length).mul(4)) as tf.Tensor2D;
  const nearest = others.argMax(1).dataSync();
  return labels.filter((label, i) => label === labels[nearest[i]!]).length / labels.length;
}

test.each([1, 1e-12])(
  'fit with a triplet loss reaches it through the layer, for inputs scaled by %f too',
  async (scale) => {
    const { x, labels } = points(60, 11, scale);
    const others = (i: number, same: boolean) =>
      labels.findIndex((label, j) => j > (i * 7) % 30 && j !== i && (label === labels[i]) === same);
    const rows = labels.flatMap((_, i) => [i, others(i, true), others(i, false)]);
    const triplets = tf.gather(x, tf.tensor1d(rows, 'int32')).reshape([60, 3, features]);
    const model = embedder(3);
    const margin = 1;
    const tripletLoss = (_: tf.Tensor, y: tf.Tensor): tf.Scalar => {
      const [anchor, positive, negative] = tf.unstack(y, 1);
      const distance = (a: tf.Tensor, b: tf.Tensor): tf.Tensor => a.sub(b).square().sum(-1);
      return distance(anchor!, positive!).sub(distance(anchor!, negative!)).add(margin).relu().mean();
    };
    model.compile({ optimizer: tf.train.adam(0.02), loss: tripletLoss });
    const { history } = await model.fit(triplets, tf.zeros([60, 3, 4]), {
      epochs: 25,
      batchSize: 20,
      verbose: 0,
      shuffle: false,
    });
    const { loss: losses } = history as { loss: number[] };
    console.info(`triplet loss ${losses[0]!.toFixed(4)} to ${losses.at(-1)!.toFixed(4)}`);
    expect(losses.at(-1)).toBeLessThan(0.02);
    await checkTrained(model, triplets);
  },
);

test('fit with a cosine loss brings each embedding to the direction of its class', async () => {
  const { x, labels } = points(60, 13);
  const directions = l2Normalize(tf.randomNormal([classes, 4], 0, 1, 'float32', 17));
  const targets = tf.gather(directions, tf.tensor1d(labels, 'int32'));
  const model = embedder();
  model.compile({ optimizer: tf.train.adam(0.02), loss: (t, y) => tf.losses.cosineDistance(t, y, 1) });
  const { history } = await model.fit(x, targets, { epochs: 40, batchSize: 20, verbose: 0, shuffle: false });
  const { loss: losses } = history as { loss: number[] };
  console.info(`cosine loss ${losses[0]!.toFixed(4)} to ${losses.at(-1)!.toFixed(4)}`);
  expect(losses.at(-1)).toBeLessThan(0.05);
  expect(accuracy(predicted(model, x), labels)).toBeGreaterThan(0.9);
  await checkTrained(model, x);
});

test('one step of training leaves no tensor behind', async () => {
  const { x } = points(6, 19);
  const model = embedder();
  model.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });
  const y = tf.zeros([6, 4]);
  await model.trainOnBatch(x, y);
  const before = tf.memory().numTensors;
  await model.trainOnBatch(x, y);
  expect(tf.memory().numTensors).toBe(before);
});

test("on tfjs's wasm a model with masked steps trains, and its unit vectors have the bits of cpu", async () => {
  const values = points(6, 23, 1e-9).x.reshape([2, 3, features]).dataSync();
  const results: number[][] = [];
  for (const backend of ['cpu', 'wasm'] as const) {
    await useBackend(backend);
    await register(tf);
    const x = tf.concat([tf.tensor3d(values, [2, 3, features]), tf.zeros([2, 1, features])], 1);
    const layer = new L2Normalization({ maskedSteps: 'zero', rule: 'max', epsilon: 1e-12 });
    const masking = tf.layers.masking({ inputShape: [4, features] });
    results.push(bitsOf(predicted(tf.sequential({ layers: [masking, layer] }), x)));
    const mask = tf.tensor2d([1, 1, 1, 0, 1, 1, 1, 0], [2, 4], 'bool');
    const dx = tf.grad((x) => layer.apply(x, { mask }) as tf.Tensor)(x, tf.onesLike(x));
    const [longest, masked] = [dx.abs().max(), dx.slice([0, 3], [2, 1]).abs().max()].map(
      (t) => t.dataSync()[0],
    );
    expect(longest).toBeGreaterThan(0);
    expect(masked).toBe(0);
    const trained = embedder(4);
    trained.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });
    await trained.fit(x, tf.zeros([2, 4, 4]), { epochs: 2, verbose: 0 });
    const unit = predicted(trained, x).slice([0, 0], [2, 3]);
    expect(worstNorm(unit)).toBeLessThanOrEqual(2 ** -24);
  }
  await useBackend('cpu');
  expect(results[1]).toEqual(results[0]);
});
