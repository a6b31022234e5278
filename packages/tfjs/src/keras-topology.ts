import { readGraph } from './keras-graph.ts';
import { isKerasObject, isObject, type Json, type JsonObject, type KerasObject } from './keras-json.ts';
import { wrapLambdaConfig } from './lambda.ts';

/** What Keras 2 or 3 wrote of a model or layer, as tfjs-layers reads it, at any depth; `like` for UnitNormalization. */
export function readTopology(saved: KerasObject, like: string): Json {
  if (saved.class_name === 'Lambda') {
    return { ...saved, config: wrapLambdaConfig(saved.config) as JsonObject };
  }
  if (saved.class_name === 'L1' || saved.class_name === 'L2') {
    return { ...saved, class_name: 'L1L2', config: { l1: 0, l2: 0, ...saved.config } };
  }
  const graph = Array.isArray(saved.config.input_layers) || isObject(saved.config.input_layers);
  const { config, ...around } = graph ? readGraph(saved) : saved;
  const named = saved.class_name === 'Bidirectional' ? nameWrapped(config) : config;
  const read = spellConfig(readParts(named, like) as JsonObject);
  const ownLike = saved.class_name === 'UnitNormalization' && read.like === undefined ? { like } : {};
  return { ...(readParts(around, like) as JsonObject), config: { ...read, ...ownLike } };
}

function readParts(value: Json, like: string): Json {
  if (Array.isArray(value)) return value.map((item) => read(item, like));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, read(part, like)]));
}

function read(value: Json, like: string): Json {
  return isKerasObject(value) ? readTopology(value, like) : readParts(value, like);
}

/** Keras 3's spelling of what every layer has. */
function spellConfig({ batch_shape, dtype, ...config }: JsonObject): JsonObject {
  const policy = isKerasObject(dtype) ? dtype.config.name : dtype;
  return {
    ...config,
    ...(policy !== undefined && { dtype: policy }),
    ...(batch_shape !== undefined && { batch_input_shape: batch_shape }),
  };
}

/** Keras 3 writes the wrapped layer with the name of its first half, which tfjs puts together by itself. */
function nameWrapped(config: JsonObject): JsonObject {
  const { layer } = config;
  const name = isKerasObject(layer) ? layer.config.name : undefined;
  if (!isKerasObject(layer) || typeof name !== 'string' || !isKerasObject(config.backward_layer))
    return config;
  return {
    ...config,
    layer: { ...layer, config: { ...layer.config, name: name.replace(/^forward_/, '') } },
  };
}
