import { UnitsphereError } from '@unitsphere/core';
import { isObject, type Json, type JsonObject, type KerasLayer, type KerasObject } from './keras-json.ts';

/** A tensor of the graph: the layer's name, which of its calls, which of the results. */
type Reference = [name: string, node: number, tensor: number];

/**
 * A functional model of Keras 3 with the calls of its layers spelled as in Keras 2: `[name, node, tensor, {}]`. What only
 * masks were computed with goes. Throws `unsupported-model` for what such a call cannot say.
 */
export function readGraph(model: KerasObject): KerasObject {
  const { layers, input_layers, output_layers } = model.config;
  const saved = (Array.isArray(layers) ? layers : []).filter(isObject) as KerasLayer[];
  if (!saved.some((layer) => calls(layer).length > 0)) return model;
  const byName = new Map(saved.map((layer) => [layer.name, layer]));
  const ends = references([input_layers!, output_layers!]);
  const needed = new Set(ends.map(([name]) => name));
  // Layers reached while this runs are visited too.
  for (const name of needed) {
    const layer = byName.get(name);
    if (!layer) throw unsupported(`the model refers to a layer ${name} that it does not hold`);
    for (const call of calls(layer)) for (const [from] of inputsOf(call, name)) needed.add(from);
  }
  const kept = saved.filter(({ name }) => needed.has(name));
  for (const layer of kept) for (const call of calls(layer)) checkMask(call, layer, byName);
  return {
    ...model,
    config: {
      ...model.config,
      layers: kept.map((layer) => ({
        ...layer,
        inbound_nodes: calls(layer).map((call) =>
          inputsOf(call, layer.name)
            .map(countNodes(byName, 'input'))
            // tfjs takes the keywords from the first.
            .map((input, i) => [...input, i === 0 ? keywordsOf(call) : {}]),
        ),
      })),
      input_layers: references(input_layers!),
      output_layers: references(output_layers!).map(countNodes(byName, 'output')),
    },
  };
}

/**
 * A model inside a model has a node of its own before its calls in Keras 2 and tfjs. Keras 3 counts it where it names the
 * outputs, if the model is functional, and nowhere else.
 */
function countNodes(layers: ReadonlyMap<string, KerasLayer>, where: 'output' | 'input') {
  return ([name, node, tensor]: Reference): Reference => {
    const { class_name } = layers.get(name)!;
    const uncounted =
      class_name === 'Sequential' || (where === 'input' && ['Functional', 'Model'].includes(class_name));
    return [name, uncounted ? node + 1 : node, tensor];
  };
}

function calls({ inbound_nodes }: KerasLayer): JsonObject[] {
  return Array.isArray(inbound_nodes) ? inbound_nodes.filter(isObject) : [];
}

/** All references in a structure of lists and objects. */
function references(structure: Json): Reference[] {
  if (Array.isArray(structure)) {
    const [name, node, tensor] = structure;
    if (typeof name === 'string') return [[name, node as number, tensor as number]];
    return structure.flatMap(references);
  }
  return isObject(structure) ? Object.values(structure).flatMap(references) : [];
}

function tensorsIn(value: Json): Reference[] {
  if (Array.isArray(value)) return value.flatMap(tensorsIn);
  if (!isObject(value)) return [];
  if (value.class_name === '__keras_tensor__') return references((value.config as JsonObject).keras_history!);
  return Object.values(value).flatMap(tensorsIn);
}

/** The tensors that a layer is called with, in order. */
function inputsOf({ args, kwargs }: JsonObject, layer: string): Reference[] {
  const named = isObject(kwargs) ? kwargs : {};
  for (const [keyword, value] of Object.entries(named)) {
    if (keyword !== 'mask' && keyword !== 'inputs' && tensorsIn(value).length > 0)
      throw unsupported(`layer ${layer} is called with tensors as ${keyword}`);
  }
  const { inputs = null } = named;
  const given = [...(Array.isArray(args) ? args : []), inputs];
  if (given.some(holdsPlainValue))
    throw unsupported(`layer ${layer} is called with values that are no tensors`);
  return tensorsIn(given);
}

function holdsPlainValue(value: Json): boolean {
  if (Array.isArray(value)) return value.some(holdsPlainValue);
  if (!isObject(value)) return value !== null;
  const { class_name } = value;
  return class_name !== '__keras_tensor__' && Object.values(value).some(holdsPlainValue);
}

/** What a call says besides tensors: `training` for one. */
function keywordsOf({ kwargs }: JsonObject): JsonObject {
  const plain = Object.entries(isObject(kwargs) ? kwargs : {}).filter(
    ([keyword, value]) => value !== null && keyword !== 'inputs' && tensorsIn(value).length === 0,
  );
  return Object.fromEntries(plain);
}

/** tfjs computes masks again, so a mask in the graph has to be one that Keras computed by itself. */
function checkMask({ kwargs }: JsonObject, layer: KerasLayer, byName: ReadonlyMap<string, KerasLayer>): void {
  const given = tensorsIn((isObject(kwargs) ? kwargs.mask : undefined) ?? null);
  const own = given.find((mask) => !isKerasMask(mask, byName));
  if (own) throw unsupported(`layer ${layer.name} is called with a mask of the model's own, from ${own[0]}`);
}

/** Whether it is made of `input ≠ value` for the input and the value of an Embedding or a Masking layer. */
function isKerasMask([name]: Reference, byName: ReadonlyMap<string, KerasLayer>): boolean {
  const operation = byName.get(name);
  if (!operation || operation.class_name === 'InputLayer' || 'trainable' in operation.config) return false;
  const args = calls(operation).flatMap((call) => call.args as Json[]);
  const tensors = tensorsIn(args);
  if (operation.class_name !== 'NotEqual')
    return tensors.length > 0 && tensors.every((tensor) => isKerasMask(tensor, byName));
  return [...byName.values()].some((layer) => {
    if (args[1] !== maskedValue(layer)) return false;
    return calls(layer).some((call) => String(tensorsIn(call.args!)) === String(tensors));
  });
}

function maskedValue({ class_name, config }: KerasLayer): Json | undefined {
  if (class_name === 'Embedding' && config.mask_zero === true) return 0;
  return class_name === 'Masking' ? config.mask_value : undefined;
}

function unsupported(what: string): UnitsphereError<'unsupported-model'> {
  return new UnitsphereError<'unsupported-model'>(
    'unsupported-model',
    `${what}, which a model of TensorFlow.js cannot say`,
  );
}
