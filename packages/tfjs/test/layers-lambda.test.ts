import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { l2Normalize, register } from '../src/index.ts';
import { kerasModel, type Lambdas, registerLayers } from '../src/layers.ts';
import { bitsOf, predicted, reloaded, savedArtifacts } from './layers-helpers.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
  await register(tf);
});

const x = tf.tensor2d([3, 4, 1e-7, 0, 5e-20, 12e-20], [3, 2]);

/** As Keras 2 writes it; the code's letters are what tfjs respells when it saves. */
function lambda(name: string, config: object = {}): object {
  const code = ['4wEAAAAAAAAB_Cd\n', null, null];
  const rest = { function_type: 'lambda', module: '__main__', output_shape: null, arguments: {} };
  return { class_name: 'Lambda', config: { name, trainable: true, function: code, ...rest, ...config } };
}

function saved(inputShape: (number | null)[], ...layers: object[]): tf.io.ModelArtifacts {
  const input = {
    class_name: 'InputLayer',
    config: { batch_input_shape: [null, ...inputShape], dtype: 'float32', name: 'in' },
  };
  const config = { name: 'sequential', layers: [input, ...layers] };
  return { modelTopology: { class_name: 'Sequential', config, keras_version: '2.15.0' } };
}

async function load(source: tf.io.ModelArtifacts, lambdas: Lambdas): Promise<tf.LayersModel> {
  registerLayers(tf, { lambdas });
  return tf.loadLayersModel(kerasModel(source));
}

test('a Lambda computes the function of its name, with the arguments that Keras wrote', async () => {
  const config = { arguments: { the_axis: 1, like: 'some_Name' } };
  let given: unknown;
  const lambdas: Lambdas = {
    other: () => tf.zeros([1]),
    embedding: (x, { the_axis: axis, ...args }) => {
      given = { the_axis: axis, ...args };
      return l2Normalize(x, { axis: axis as number });
    },
  };
  const model = await load(saved([2], lambda('embedding', config)), lambdas);
  expect(bitsOf(predicted(model, x))).toEqual(bitsOf(l2Normalize(x)));
  expect(given).toEqual(config.arguments);
  given = undefined;
  const copy = await reloaded(await reloaded(model));
  expect(bitsOf(predicted(copy, x))).toEqual(bitsOf(l2Normalize(x)));
  expect(given).toEqual(config.arguments);
});

test('a saved model still holds all that Keras wrote of a Lambda, letter by letter', async () => {
  const written = lambda('embedding');
  const model = await load(saved([2], written), { embedding: (x) => x.clone() });
  const { modelTopology } = await savedArtifacts(await reloaded(model));
  const layer = (
    modelTopology as { config: { layers: { config: { keras: { name: string } } }[] } }
  ).config.layers.at(-1)!;
  expect(JSON.parse(layer.config.keras.name)).toEqual((written as { config: object }).config);
});

test('without kerasModel a Lambda loads too, its arguments spelled as tfjs spells them', async () => {
  let given: unknown;
  const embedding: Lambdas[string] = (x, args) => {
    given = args;
    return x.clone();
  };
  registerLayers(tf, { lambdas: { embedding } });
  const artifacts = saved([2], lambda('embedding', { arguments: { the_axis: 1 } }));
  const model = await tf.loadLayersModel(tf.io.fromMemory(artifacts));
  expect(bitsOf(predicted(model, x))).toEqual(bitsOf(x));
  expect(given).toEqual({ theAxis: 1 });
});

test('the shape of the output is what Keras wrote, else what the function makes of zeros', async () => {
  const lambdas: Lambdas = { f: (x) => tf.concat([x, x], -1).sum(1) };
  const summed = await load(saved([null, 2], lambda('f')), lambdas);
  expect(summed.outputs[0]!.shape).toEqual([null, 4]);
  const kept = await load(saved([null, 2], lambda('f')), { f: (x) => l2Normalize(x) });
  expect(kept.outputs[0]!.shape).toEqual([null, null, 2]);
  const written = await load(saved([null, 2], lambda('f', { output_shape: [4] })), lambdas);
  expect(written.outputs[0]!.shape).toEqual([null, 4]);
  const before = tf.memory().numTensors;
  (await load(saved([null, 2], lambda('f')), lambdas)).dispose();
  expect(tf.memory().numTensors).toBe(before);
});

test('a Lambda of several inputs gives its function a list', async () => {
  const inputs = ['a', 'b'].map((name) => ({
    class_name: 'InputLayer',
    name,
    inbound_nodes: [],
    config: { batch_input_shape: [null, 2], dtype: 'float32', name },
  }));
  const call = {
    name: 'sum',
    inbound_nodes: [
      [
        ['a', 0, 0, {}],
        ['b', 0, 0, {}],
      ],
    ],
  };
  const config = {
    name: 'model',
    layers: [...inputs, { ...lambda('sum'), ...call }],
    input_layers: [
      ['a', 0, 0],
      ['b', 0, 0],
    ],
    output_layers: [['sum', 0, 0]],
  };
  const modelTopology = { class_name: 'Functional', config, keras_version: '2.15.0' };
  const model = await load({ modelTopology }, { sum: ([a, b]: tf.Tensor[]) => a!.add(b!) });
  expect(model.outputs[0]!.shape).toEqual([null, 2]);
  expect(bitsOf(model.predict([x, x]) as tf.Tensor)).toEqual(bitsOf(x.add(x)));
});

test('a Lambda without a function is an error that names the layer and the line to write', async () => {
  const loaded = load(saved([2], lambda('embed-it')), { embedding: (x) => x });
  await expect(loaded).rejects.toMatchObject({ code: 'unknown-lambda' });
  await expect(loaded).rejects.toThrow(
    'registerLayers(tf, { lambdas: { "embed-it": (x) => l2Normalize(x, { axis: -1, like: \'keras2\' }) } })',
  );
});

test('the functions of a later call replace those of an earlier one', async () => {
  await load(saved([2], lambda('embedding')), { embedding: (x) => x.clone() });
  await expect(load(saved([2], lambda('embedding')), {})).rejects.toThrow('layer embedding is a Lambda');
});
