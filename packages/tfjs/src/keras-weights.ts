import { isKerasObject, type KerasObject, layersOf } from './keras-json.ts';

const recurrent = ['kernel', 'recurrent_kernel', 'bias'];
const dense = ['kernel', 'bias'];
const normalization = ['gamma', 'beta', 'moving_mean', 'moving_variance'];

/** The weights of a layer in the order of Keras 3, which numbers them, and as tfjs-layers names them. */
const weightNames: Readonly<Record<string, readonly string[]>> = {
  Dense: dense,
  Conv1D: dense,
  Conv2D: dense,
  Conv3D: dense,
  Conv2DTranspose: dense,
  Conv3DTranspose: dense,
  DepthwiseConv2D: ['depthwise_kernel', 'bias'],
  SeparableConv2D: ['depthwise_kernel', 'pointwise_kernel', 'bias'],
  Embedding: ['embeddings'],
  SimpleRNN: recurrent,
  GRU: recurrent,
  LSTM: recurrent,
  BatchNormalization: normalization,
  LayerNormalization: normalization,
  PReLU: ['alpha'],
};

/**
 * The name that tfjs-layers looks for. Keras 3 puts the names of the models around a layer before it in an .h5
 * (`sequential/dense/kernel`), and numbers layers of a class and their weights in a .keras (`layers/dense_1/vars/0`).
 * Names that are of neither kind stay.
 */
export function readWeightName(name: string, model: KerasObject): string {
  const parts = name.split('/');
  if (parts.at(-2) === 'vars') return nameOfPath(parts, model) ?? name;
  const names = new Set(leafNames(model));
  const start = parts.findIndex((part) => names.has(part));
  return start < 0 ? name : parts.slice(start).join('/');
}

function leafNames(model: KerasObject): string[] {
  return layersOf(model).flatMap((layer) => {
    const inner = leafNames(layer);
    return inner.length > 0 ? inner : [String(layer.config.name)];
  });
}

/** `path`: `layers`, the layer, what is inside it, `vars`, the index. */
function nameOfPath([, key, ...rest]: string[], model: KerasObject): string | undefined {
  const layer = layerOfKey(key, model);
  if (!layer) return undefined;
  if (rest[0] === 'layers') return nameOfPath(rest, layer);
  const { layer: wrapped, forward_layer: forward, backward_layer: backward, name } = layer.config;
  const inner = { layer: wrapped, forward_layer: forward ?? wrapped, backward_layer: backward }[rest[0]!];
  const owner = isKerasObject(inner) ? inner : layer;
  const weight = ownWeights(owner)?.[Number(rest.at(-1))];
  // tfjs-layers names the halves of a Bidirectional so; those of one wrapped layer have no other name.
  const half = rest[0] === 'layer' || owner === layer ? [] : [String(owner.config.name)];
  return weight && [name, ...half, weight].join('/');
}

function layerOfKey(key: string | undefined, model: KerasObject): KerasObject | undefined {
  const counts = new Map<string, number>();
  return layersOf(model).find(({ class_name }) => {
    const count = counts.get(class_name) ?? 0;
    counts.set(class_name, count + 1);
    return key === (count === 0 ? snakeCase(class_name) : `${snakeCase(class_name)}_${count}`);
  });
}

/** As Keras 3 spells the names of classes: `TimeDistributed` is `time_distributed`, `Conv2D` `conv2d`. */
function snakeCase(name: string): string {
  return name
    .replace(/(.)([A-Z][a-z]+)/g, '$1_$2')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();
}

function ownWeights({ class_name, config }: KerasObject): string[] | undefined {
  const absent = [config.scale === false && 'gamma', config.center === false && 'beta'];
  return weightNames[class_name]?.filter((name) => !absent.includes(name));
}
