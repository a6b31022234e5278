import { io } from '@tensorflow/tfjs-core';
import { requireOptions, resolveRule, UnitsphereError } from '@unitsphere/core';
import { isKerasObject, isObject, type Json, type JsonObject, layersOf } from './keras-json.ts';
import { readTopology } from './keras-topology.ts';
import { kerasVersion } from './keras-version.ts';
import { readWeightName } from './keras-weights.ts';
import type { UnitNormalizationArguments } from './unit-normalization.ts';

/** Where a model comes from: what `tf.loadLayersModel` takes, or what a handler's `load` gives. */
export type KerasModelSource = string | io.IOHandler | io.IOHandlerSync | io.ModelArtifacts;

/** What a file of Keras does not say. */
export interface KerasModelOptions {
  /** Whose numbers `UnitNormalization` has where the layer does not say. Default: those of the file's `keras_version`. */
  readonly like?: UnitNormalizationArguments['like'];
}

/**
 * A model of Keras 2 or 3 that the tensorflowjs converter wrote, in the words of tfjs-layers:
 * `tf.loadLayersModel(kerasModel('model.json'))`. In it
 * - `UnitNormalization` has the numbers of the Keras that saved it; a file that doesn't say which is taken for Keras 3's;
 * - Keras 3's graph is spelled as Keras 2's: `batch_shape`, dtype policies, calls with `__keras_tensor__`. Masks that
 *   Keras computed from an Embedding or a Masking layer are left out of it, for tfjs computes them again;
 * - Keras 3's names of weights are those of the layers;
 * - what Keras wrote of a Lambda stays as it is, for tfjs respells strings.
 *
 * What tfjs itself saved comes through unchanged. Loading rejects with `unsupported-model` where tfjs could not do what
 * the file says, `invalid-values` where the source is no model of layers, or lacks the values of weights. Throws
 * `invalid-options`, `unknown-option`, `unknown-preset`.
 */
export function kerasModel(source: KerasModelSource, options: KerasModelOptions = {}): io.IOHandler {
  for (const name of Object.keys(requireOptions(options))) {
    if (name !== 'like') throw new UnitsphereError('unknown-option', `unknown option ${name}; expected like`);
  }
  const { like } = options;
  if (like !== undefined) resolveRule({ like }, 'float32');
  return {
    load: async () => {
      const artifacts = await loadArtifacts(source);
      const version = kerasVersion(artifacts);
      return version === 'tfjs' ? artifacts : read(artifacts, like ?? (version === 2 ? 'keras2' : 'keras'));
    },
  };
}

async function loadArtifacts(source: KerasModelSource): Promise<io.ModelArtifacts> {
  if (typeof source === 'string') return (handlerOf(source).load as io.LoadHandler)();
  if (isObject(source) && 'modelTopology' in source) return requireWeights(source as io.ModelArtifacts);
  const load = (source as io.IOHandler | undefined | null)?.load;
  if (typeof load === 'function') return load.call(source);
  throw new UnitsphereError(
    'invalid-values',
    'expected a URL, an IOHandler that loads, or artifacts with modelTopology',
  );
}

/** tfjs takes artifacts without the values of their weights for a model whose weights are yet to be drawn. */
function requireWeights(artifacts: io.ModelArtifacts): io.ModelArtifacts {
  const { weightSpecs, weightsManifest, weightData } = artifacts as io.ModelArtifacts & io.ModelJSON;
  const named = (weightSpecs ?? weightsManifest?.flatMap(({ weights }) => weights) ?? []).length;
  if (named === 0 || (weightSpecs && weightData)) return artifacts;
  throw new UnitsphereError(
    'invalid-values',
    `the artifacts name ${named} weights without their values: give a URL or a handler, or weightSpecs and weightData`,
  );
}

function handlerOf(url: string): io.IOHandler {
  return io.getLoadHandlers(url)[0] ?? io.http(url);
}

function read(artifacts: io.ModelArtifacts, like: string): io.ModelArtifacts {
  const topology = artifacts.modelTopology as Json;
  const model = isObject(topology) && isObject(topology.model_config) ? topology.model_config : topology;
  if (!isKerasObject(model) || layersOf(model).length === 0) {
    throw new UnitsphereError('invalid-values', 'modelTopology holds no model of layers of Keras');
  }
  const read = readTopology(model, like) as JsonObject;
  return {
    ...artifacts,
    modelTopology: model === topology ? read : { ...(topology as object), model_config: read },
    ...(artifacts.weightSpecs && {
      weightSpecs: artifacts.weightSpecs.map((spec) => ({ ...spec, name: readWeightName(spec.name, model) })),
    }),
  };
}
