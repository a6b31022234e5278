import { readdirSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { l2Normalize, register } from '../src/index.ts';
import { kerasModel, registerLayers } from '../src/layers.ts';
import { floatsOf, readFixture, readFixtureBytes, ulpAt } from './fixtures.ts';
import { type Doubt, lstmReference } from './lstm-reference.ts';

interface SavedTensor {
  readonly shape: number[];
  readonly float32?: string;
  readonly int32?: number[];
}

interface Predictions {
  readonly input: SavedTensor;
  readonly output: SavedTensor;
  /** What Keras gives where it computes in float64. */
  readonly float64: number[];
}

const u = 2 ** -24;

/**
 * By model, in ULP of each element: how far from the real result ours can be, and Keras's. Derived in docs/numerics.md
 * from the slice's length (Keras's sum) and from what goes into the layer of Dense, whose terms are all positive here.
 */
const bounds: Readonly<Record<string, { readonly ours: number; readonly keras: number }>> = {
  'unit-last': { ours: 0.5001, keras: 5 / 2 + 5 },
  'unit-steps': { ours: 0.5001, keras: 2 / 2 + 5 },
  'unit-axes': { ours: 2 * 4 + 0.5001, keras: 2 * 4 + 15 / 2 + 5 },
  nested: { ours: 2 * 5 + 0.5001, keras: 2 * 5 + 4 / 2 + 5 },
  'lambda-last': { ours: 2 * 5 + 0.5001, keras: 2 * 5 + 4 / 2 + 5 },
};

/** tfjs rounds functions of float64; TensorFlow has polynomials, for which 8 roundings are assumed. */
const oursInLstm: Doubt = { input: u / 2, activation: u };
const kerasInLstm: Doubt = { input: (4 / 2 + 5) * u, activation: 8 * u };

const models = readdirSync(new URL('fixtures/models', import.meta.url));

beforeAll(async () => {
  await tf.setBackend('cpu');
  await register(tf);
});

function load(name: string): Promise<tf.LayersModel> {
  const like = name.startsWith('keras2') ? 'keras2' : 'keras-ops';
  registerLayers(tf, { lambdas: { embedding: (x) => l2Normalize(x as tf.Tensor, { axis: 1, like }) } });
  const { modelTopology, weightsManifest, generatedBy } = readFixture<tf.io.ModelJSON>(
    `models/${name}/model.json`,
  );
  const [group] = weightsManifest;
  const bytes = group!.paths.map((path) => readFixtureBytes(`models/${name}/${path}`));
  const weightData = new Uint8Array(Buffer.concat(bytes)).buffer;
  const artifacts = { modelTopology, weightSpecs: group!.weights, weightData, generatedBy: generatedBy! };
  return tf.loadLayersModel(kerasModel(artifacts));
}

function tensorOf({ shape, float32, int32 }: SavedTensor): tf.Tensor {
  return int32 ? tf.tensor(int32, shape, 'int32') : tf.tensor(floatsOf(float32!), shape);
}

const plain = models.filter((name) => boundsOf(name));
const recurrent = models.filter((name) => !boundsOf(name));

test('there are the same models of Keras 2, and of Keras 3 in both its forms', () => {
  expect(new Set(models.map((name) => name.replace(/^keras[23](-h5)?-/, ''))).size).toBe(8);
  expect(models.length).toBe(3 * 8);
});

test.each(plain)('%s predicts what Keras predicted', async (name) => {
  const { input, output, float64 } = readFixture<Predictions>(`models/${name}/predictions.json`);
  const result = (await load(name)).predict(tensorOf(input)) as tf.Tensor;
  expect(result.shape).toEqual(output.shape);
  const bound = boundsOf(name)!;
  const ours = result.dataSync<'float32'>();
  const keras = floatsOf(output.float32!);
  expect(inUlp(float64, ours)).toBeLessThanOrEqual(bound.ours);
  expect(inUlp(float64, keras)).toBeLessThanOrEqual(bound.keras);
  expect(inUlp(keras, ours)).toBeLessThanOrEqual(bound.ours + bound.keras);
});

test.each(recurrent)('%s predicts what Keras predicted, over the steps that are not masked', async (name) => {
  const { input, output, float64 } = readFixture<Predictions>(`models/${name}/predictions.json`);
  const model = await load(name);
  const result = model.predict(tensorOf(input)) as tf.Tensor;
  expect(result.shape).toEqual(output.shape);
  const examples = await unitSteps(model, input, name.startsWith('keras2') ? 1e-6 : 1e-12);
  const ours = result.dataSync<'float32'>();
  const keras = floatsOf(output.float32!);
  for (const [values, doubt] of [[ours, oursInLstm] as const, [keras, kerasInLstm] as const]) {
    const states = await lastStates(model, examples, doubt);
    expect(states.length).toBe(values.length);
    for (const [at, { value, error }] of states.entries()) {
      expect(Math.abs(float64[at]! - value)).toBeLessThan(1e-14);
      expect(Math.abs(values[at]! - value)).toBeLessThanOrEqual(error);
    }
  }
});

function boundsOf(name: string): { readonly ours: number; readonly keras: number } | undefined {
  return Object.entries(bounds).find(([build]) => name.endsWith(`-${build}`))?.[1];
}

/** In real numbers, what the LSTM is given of each example. */
async function unitSteps(model: tf.LayersModel, input: SavedTensor, epsilon: number): Promise<number[][][]> {
  const unit = (vector: number[]): number[] =>
    vector.map((value) => value / Math.max(Math.hypot(...vector), epsilon));
  const values = (await tensorOf(input).array()) as number[][] | number[][][];
  if (!input.int32) return (values as number[][][]).map((steps) => steps.map(unit));
  const [words] = await arraysOf<[number[][]]>(model, 'words');
  return (values as number[][]).map((steps) =>
    steps.filter((word) => word !== 0).map((word) => unit(words[word]!)),
  );
}

async function lastStates(model: tf.LayersModel, examples: number[][][], doubt: Doubt) {
  const isBoth = model.layers.some((layer) => layer.name === 'both');
  type Three = [number[][], number[][], number[]];
  const weights = await arraysOf<[...Three, ...Three]>(model, isBoth ? 'both' : 'memory');
  const reference = (at: 0 | 3, steps: number[][]) => {
    const [kernel, recurrent, bias] = weights.slice(at, at + 3) as Three;
    return lstmReference({ kernel, recurrent, bias }, steps, doubt);
  };
  return examples.flatMap((steps) => [
    ...reference(0, steps),
    ...(isBoth ? reference(3, [...steps].reverse()) : []),
  ]);
}

async function arraysOf<T extends unknown[]>(model: tf.LayersModel, layer: string): Promise<T> {
  const weights = model.getLayer(layer).getWeights();
  return (await Promise.all(weights.map((weight) => weight.array()))) as T;
}

/** The largest error, in ULP of each element. */
function inUlp(real: ArrayLike<number>, values: Float32Array): number {
  return Math.max(...Array.from(real, (value, i) => Math.abs(value - values[i]!) / ulpAt(value)));
}
