import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { l2Normalize, register } from '../src/index.ts';
import { kerasModel, L2Normalization, registerLayers, UnitNormalization } from '../src/layers.ts';
import { bitsOf, predicted, savedArtifacts } from './layers-helpers.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
  await register(tf);
  registerLayers(tf);
});

const x = tf.tensor2d([3, 4, 1e-8, 0, 5e-20, 12e-20], [3, 2]);
const policy = {
  module: 'keras',
  class_name: 'DTypePolicy',
  config: { name: 'float32' },
  registered_name: null,
};

function layer(class_name: string, name: string, config: object = {}): object {
  return {
    module: 'keras.layers',
    class_name,
    config: { name, dtype: policy, ...config },
    registered_name: null,
  };
}

function input(name: string, ...shape: (number | null)[]): object {
  return {
    class_name: 'InputLayer',
    config: { name, batch_shape: [null, ...shape], dtype: 'float32', optional: false },
  };
}

function sequential(name: string, ...layers: object[]): object {
  return { module: 'keras', class_name: 'Sequential', config: { name, dtype: policy, layers } };
}

function tensor(name: string, node = 0): object {
  return {
    class_name: '__keras_tensor__',
    config: { shape: [null, 2], dtype: 'float32', keras_history: [name, node, 0] },
  };
}

/** A layer in a graph of Keras 3, called once for each of `nodes`. */
function called(layer: object, ...nodes: { args: unknown[]; kwargs?: object }[]): object {
  const { name } = (layer as { config: { name: string } }).config;
  return { ...layer, name, inbound_nodes: nodes.map((node) => ({ kwargs: {}, ...node })) };
}

function graph(layers: object[], input_layers: unknown, output_layers: unknown): object {
  return { class_name: 'Functional', config: { name: 'functional', layers, input_layers, output_layers } };
}

const plain = sequential('sequential', input('in', 2), layer('UnitNormalization', 'unit', { axis: -1 }));

async function load(source: Parameters<typeof kerasModel>[0], options?: Parameters<typeof kerasModel>[1]) {
  return tf.loadLayersModel(kerasModel(source, options));
}

async function likeOf(
  artifacts: tf.io.ModelArtifacts,
  options?: Parameters<typeof kerasModel>[1],
): Promise<unknown> {
  const model = await load(artifacts, options);
  return (model.getLayer('unit') as UnitNormalization).like;
}

test('the numbers of UnitNormalization are those of the Keras that the file names, wherever it does', async () => {
  expect(await likeOf({ modelTopology: { keras_version: '2.15.0', model_config: plain } })).toBe('keras2');
  expect(await likeOf({ modelTopology: { ...plain, keras_version: '2.19.0' } })).toBe('keras2');
  expect(await likeOf({ modelTopology: { model_config: { ...plain, keras_version: '2.4.0-tf' } } })).toBe(
    'keras2',
  );
  expect(await likeOf({ modelTopology: plain, generatedBy: 'keras v2.12.0' })).toBe('keras2');
  expect(await likeOf({ modelTopology: plain, generatedBy: 'keras v3.1.0' })).toBe('keras');
  expect(await likeOf({ modelTopology: { ...plain, keras_version: 2.15 } })).toBe('keras2');
  expect(await likeOf({ modelTopology: { ...plain, keras_version: 'v2.13.1' } })).toBe('keras2');
  expect(await likeOf({ modelTopology: plain, generatedBy: 2 as unknown as string })).toBe('keras2');
  expect(
    await likeOf({ modelTopology: { ...plain, keras_version: '3.15.1' }, generatedBy: 'keras v2.1' }),
  ).toBe('keras');
  expect(await likeOf({ modelTopology: plain })).toBe('keras');
  expect(await likeOf({ modelTopology: plain }, { like: 'keras2' })).toBe('keras2');
});

test('a layer that says itself whose numbers it has keeps them, at any depth', async () => {
  const wrapped = layer('TimeDistributed', 'steps', {
    layer: layer('UnitNormalization', 'inner', { axis: -1 }),
  });
  const own = layer('UnitNormalization', 'own', { axis: [1], like: 'torch' });
  const inner = sequential('nested', input('inner_in', 3, 2), wrapped);
  const outer = sequential('sequential', input('in', 3, 2), inner, own);
  const model = await load({ modelTopology: { ...outer, keras_version: '2.15.0' } });
  const { layers } = model.getLayer('nested') as tf.Sequential;
  const { layer: found } = layers.at(-1) as unknown as { layer: UnitNormalization };
  expect(found.like).toBe('keras2');
  expect((model.getLayer('own') as UnitNormalization).like).toBe('torch');
});

test('the source is not touched, and can be a handler, its synchronous kind, artifacts or a URL', async () => {
  const artifacts = { modelTopology: plain, weightSpecs: [], weightData: new ArrayBuffer(0) };
  const before = JSON.stringify(artifacts);
  tf.io.registerLoadRouter((url) => (url === 'test://model' ? tf.io.fromMemory(artifacts) : (null as never)));
  const sources = [artifacts, tf.io.fromMemory(artifacts), tf.io.fromMemorySync(artifacts), 'test://model'];
  for (const source of sources) {
    expect(bitsOf(predicted(await load(source), x))).toEqual(bitsOf(l2Normalize(x, { like: 'keras' })));
  }
  expect(JSON.stringify(artifacts)).toBe(before);
});

test('what tfjs saved comes through as it is, the very same object', async () => {
  const model = tf.sequential({
    layers: [new UnitNormalization({ inputShape: [2], like: 'keras2' }), new L2Normalization()],
  });
  const artifacts = await savedArtifacts(model);
  expect(await kerasModel(artifacts).load!()).toBe(artifacts);
  expect(bitsOf(predicted(await load(artifacts), x))).toEqual(bitsOf(predicted(model, x)));
});

test('a graph of Keras 3 with shared, nested and listed calls is the same graph', async () => {
  const twin = graph(
    [called(input('in', 2)), called(layer('UnitNormalization', 'inner'), { args: [tensor('in')] })],
    ['in', 0, 0],
    ['inner', 0, 0],
  ) as { config: object };
  const nested = sequential('tail', input('tail_in', 2), layer('UnitNormalization', 'end'));
  const layers = [
    called(input('x', 2)),
    called(
      { ...twin, config: { ...twin.config, name: 'twin' } },
      { args: [tensor('x')] },
      { args: [tensor('twin')] },
    ),
    called(nested, { args: [tensor('x')], kwargs: { mask: null, training: false } }),
    called(layer('Add', 'sum'), { args: [[tensor('twin', 1), tensor('tail'), tensor('x')]] }),
  ];
  const model = await load({
    modelTopology: graph(layers, { only: ['x', 0, 0] }, [
      ['sum', 0, 0],
      ['tail', 0, 0],
      // Here, and only here, Keras 3 counts the node that a functional model has of its own.
      ['twin', 1, 0],
      ['twin', 2, 0],
    ]),
  });
  const unit = l2Normalize(x, { like: 'keras' });
  const twice = l2Normalize(unit, { like: 'keras' });
  const [sum, ...others] = (model.predict(x) as tf.Tensor[]).map(bitsOf);
  expect(others).toEqual([unit, unit, twice].map(bitsOf));
  expect(sum).toEqual(bitsOf(tf.addN([twice, unit, x])));
});

/** Words, a mask as `mask` says, an LSTM. */
function masked(mask: object, more: object[] = []): object {
  const words = layer('Embedding', 'words', { input_dim: 4, output_dim: 2, mask_zero: true });
  const layers = [
    called(input('ids', 3)),
    called(words, { args: [tensor('ids')] }),
    ...more,
    called(layer('LSTM', 'memory', { units: 2 }), { args: [tensor('words')], kwargs: { mask } }),
  ];
  return graph(layers, ['ids', 0, 0], ['memory', 0, 0]);
}

const notEqual = (value: number): object =>
  called({ class_name: 'NotEqual', config: { name: 'not_equal' } }, { args: [tensor('ids'), value] });

test('a mask that Keras computed from an Embedding is left to tfjs; one of the model itself is an error', async () => {
  const model = await load({ modelTopology: masked(tensor('not_equal'), [notEqual(0)]) });
  expect(model.layers.map(({ name }) => name)).toEqual(['ids', 'words', 'memory']);
  const any = called({ class_name: 'Any', config: { name: 'any' } }, { args: [tensor('not_equal')] });
  await load({ modelTopology: masked(tensor('any'), [notEqual(0), any]) });
  const refused = { code: 'unsupported-model', message: expect.stringContaining('layer memory') };
  for (const topology of [
    masked(tensor('not_equal'), [notEqual(2)]),
    masked(tensor('any'), [notEqual(2), any]),
    masked(tensor('ids')),
    masked(tensor('words')),
  ]) {
    await expect(load({ modelTopology: topology })).rejects.toMatchObject(refused);
  }
});

test('a graph that refers to a layer that it does not hold is an error', async () => {
  const topology = graph([called(input('x', 2), { args: [tensor('y')] })], ['x', 0, 0], ['x', 0, 0]);
  await expect(load({ modelTopology: topology })).rejects.toMatchObject({ code: 'unsupported-model' });
});

test('a layer that is called with tensors by keyword is an error', async () => {
  const call = { args: [tensor('x')], kwargs: { initial_state: [tensor('x')] } };
  const topology = graph(
    [called(input('x', 2)), called(layer('LSTM', 'memory', { units: 2 }), call)],
    ['x', 0, 0],
    ['memory', 0, 0],
  );
  await expect(load({ modelTopology: topology })).rejects.toThrow(
    'layer memory is called with tensors as initial_state',
  );
});

test('the names of the weights of Keras 3 are those of the layers, in both of its formats', async () => {
  const lstm = (name: string): object => layer('LSTM', name, { units: 1, return_sequences: true });
  const both = layer('Bidirectional', 'both', {
    layer: lstm('forward_lstm_7'),
    backward_layer: lstm('backward_lstm_7'),
  });
  const inner = sequential('nested', input('inner_in', 3, 2), layer('Dense', 'inner', { units: 2 }));
  const steps = layer('TimeDistributed', 'steps', {
    layer: layer('Dense', 'one', { units: 1, kernel_regularizer: { class_name: 'L2', config: { l2: 0.5 } } }),
  });
  const still = layer('BatchNormalization', 'still', { scale: false });
  const topology = sequential(
    'model',
    input('in', 3, 2),
    layer('Dense', 'first', { units: 2 }),
    inner,
    both,
    steps,
    still,
  );
  const halves = ['kernel', 'recurrent_kernel', 'bias'];
  const names: [keras: string, h5: string, shape: number[]][] = [
    ['layers/dense/vars/0', 'model/first/kernel', [2, 2]],
    ['layers/dense/vars/1', 'model/first/bias', [2]],
    ['layers/sequential/layers/dense/vars/0', 'model/nested/inner/kernel', [2, 2]],
    ['layers/sequential/layers/dense/vars/1', 'model/nested/inner/bias', [2]],
    ...['forward', 'backward'].flatMap((way) =>
      [[2, 4], [1, 4], [4]].map((shape, i): [string, string, number[]] => [
        `layers/bidirectional/${way}_layer/cell/vars/${i}`,
        `model/both/${way}_lstm_7/lstm_cell/${halves[i]}`,
        shape,
      ]),
    ),
    ['layers/time_distributed/layer/vars/0', 'model/steps/one/kernel', [2, 1]],
    ['layers/time_distributed/layer/vars/1', 'model/steps/one/bias', [1]],
    ['layers/batch_normalization/vars/0', 'model/still/beta', [1]],
    ['layers/batch_normalization/vars/1', 'model/still/moving_mean', [1]],
    ['layers/batch_normalization/vars/2', 'model/still/moving_variance', [1]],
  ];
  const sizes = names.map(([, , shape]) => shape.reduce((a, b) => a * b));
  const values = Float32Array.from({ length: sizes.reduce((a, b) => a + b) }, (_, i) => i);
  for (const format of [0, 1] as const) {
    const weightSpecs = names.map((name) => ({
      name: name[format],
      shape: name[2],
      dtype: 'float32' as const,
    }));
    const model = await load({
      modelTopology: { ...topology, keras_version: '3.1.0' },
      weightSpecs,
      weightData: values.buffer,
    });
    const named = new Map(model.weights.map((weight) => [weight.originalName, weight.read().dataSync()[0]]));
    const starts = sizes.map((_, i) => sizes.slice(0, i).reduce((a, b) => a + b, 0));
    const expected = [
      'first/kernel',
      'first/bias',
      'inner/kernel',
      'inner/bias',
      ...['forward', 'backward'].flatMap((way) => halves.map((half) => `both/${way}_lstm_7/${half}`)),
      'steps/kernel',
      'steps/bias',
      'still/beta',
      'still/moving_mean',
      'still/moving_variance',
    ];
    expect(named).toEqual(new Map(expected.map((name, i) => [name, starts[i]])));
  }
});

test('what is no source, or no model of layers, is an error with its code', async () => {
  const refused = { code: 'invalid-values' };
  await expect(load({} as never)).rejects.toMatchObject(refused);
  await expect(load({ modelTopology: { node: [] } })).rejects.toMatchObject(refused);
  const empty = { class_name: 'Model', config: { layers: null } };
  await expect(load({ modelTopology: empty })).rejects.toMatchObject(refused);
  await expect(load({ modelTopology: new ArrayBuffer(8) })).rejects.toMatchObject(refused);
});

test('artifacts that name weights without their values are an error, not a model with random ones', async () => {
  const dense = { units: 2, use_bias: false };
  const modelTopology = sequential('sequential', input('in', 2), layer('Dense', 'mix', dense));
  const weights = [{ name: 'mix/kernel', shape: [2, 2], dtype: 'float32' as const }];
  const file = { modelTopology, weightsManifest: [{ paths: ['a.bin'], weights }] };
  for (const artifacts of [file, { modelTopology, weightSpecs: weights }])
    await expect(load(artifacts)).rejects.toMatchObject({ code: 'invalid-values' });
  const weightData = Float32Array.of(1, 0, 0, 1).buffer;
  const model = await load({ modelTopology, weightSpecs: weights, weightData });
  expect(bitsOf(predicted(model, x))).toEqual(bitsOf(x));
});

test('what a call of a layer says besides tensors is kept, and what tfjs cannot say is an error', async () => {
  const half = layer('Dropout', 'half', { rate: 0.5 });
  const dropout = (call: { args: unknown[]; kwargs?: object }) => ({
    modelTopology: graph([called(input('in', 2)), called(half, call)], [['in', 0, 0]], [['half', 0, 0]]),
  });
  const keywords = async (source: tf.io.ModelArtifacts) =>
    (await load(source)).getLayer('half').inboundNodes.map((node) => node.callArgs);
  const args = [tensor('in')];
  expect(await keywords(dropout({ args, kwargs: { training: true } }))).toEqual([{ training: true }]);
  const named = { inputs: tensor('in'), training: null };
  expect(await keywords(dropout({ args: [], kwargs: named }))).toEqual([{}]);
  await expect(load(dropout({ args: [tensor('in'), 1.5] }))).rejects.toMatchObject({
    code: 'unsupported-model',
    message: expect.stringContaining('layer half'),
  });
});

test('options of kerasModel that there are not are errors', () => {
  const source = { modelTopology: plain };
  expect(() => kerasModel(source, { lyke: 'keras2' } as object)).toThrow('unknown option lyke');
  expect(() => kerasModel(source, { like: 'keras4' as 'keras' })).toThrow('unknown preset keras4');
  expect(() => kerasModel(source, null as unknown as object)).toThrow('options must be an object');
});
