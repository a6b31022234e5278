import type { Tensor } from '@tensorflow/tfjs-core';
import type { layers } from '@tensorflow/tfjs-layers';
import { requireOptions, resolveAxes, UnitsphereError } from '@unitsphere/core';

/** What every layer of tfjs takes: `name`, `inputShape`, `trainable` and so on. */
export type LayerArguments = NonNullable<ConstructorParameters<typeof layers.Layer>[0]>;

/** One axis or several distinct ones. As in Keras, a negative one counts from the end and 0 is the batch. */
export type LayerAxis = number | readonly number[];

const layerArgumentNames = [
  'name',
  'trainable',
  'inputShape',
  'batchInputShape',
  'batchSize',
  'dtype',
  'inputDType',
  'weights',
];

/** Throws `invalid-options`, `unknown-option`. */
export function requireLayerArguments(given: object, own: readonly string[]): void {
  for (const name of Object.keys(requireOptions(given))) {
    if (own.includes(name) || layerArgumentNames.includes(name)) continue;
    const expected = [...own, ...layerArgumentNames].join(', ');
    throw new UnitsphereError('unknown-option', `unknown option ${name}; expected one of ${expected}`);
  }
}

/** What of a saved config is an argument of the layer; Keras writes more than tfjs's layers take. */
export function pickArguments(
  config: Readonly<Record<string, unknown>>,
  own: readonly string[],
): Record<string, unknown> {
  const names = ['name', 'trainable', 'batchInputShape', 'dtype', ...own];
  return Object.fromEntries(
    names
      .filter((name) => config[name] !== undefined && config[name] !== null)
      // Keras 3 writes a dtype as a policy, an object.
      .filter((name) => name !== 'dtype' || typeof config[name] === 'string')
      .map((name) => [name, config[name]]),
  );
}

/** What can be told before the rank is known. Throws `invalid-axis`, `empty-axis`. */
export function checkAxis(axis: LayerAxis): LayerAxis {
  if (axis === null) {
    throw new UnitsphereError('invalid-axis', 'axis must be an integer or a list of integers, got null');
  }
  if (!Array.isArray(axis) || axis.length === 0) return checkOne(axis);
  for (const one of axis) checkOne(one);
  return [...axis];
}

function checkOne(axis: LayerAxis): LayerAxis {
  const rank = typeof axis === 'number' && Number.isInteger(axis) ? Math.abs(axis) + 1 : 1;
  resolveAxes(axis, rank);
  return axis;
}

/** Checks an axis against the rank; the error names the layer, of which a loaded model has many. */
export function requireAxes(axis: LayerAxis, rank: number, layer: string): void {
  try {
    resolveAxes(axis, rank);
  } catch (error) {
    if (!(error instanceof UnitsphereError)) throw error;
    throw new UnitsphereError(error.code, `layer ${layer}: ${error.message}`, { cause: error });
  }
}

/** tfjs hands one tensor over bare or in a list. Throws `invalid-values`. */
export function requireOneTensor(inputs: Tensor | Tensor[], layer: string): Tensor {
  const list = Array.isArray(inputs) ? inputs : [inputs];
  if (list.length === 1) return list[0]!;
  throw new UnitsphereError('invalid-values', `layer ${layer} takes one tensor, got ${list.length}`);
}

/** Throws `invalid-values`. */
export function requireOneShape(
  shape: (number | null)[] | (number | null)[][],
  layer: string,
): (number | null)[] {
  if (!Array.isArray(shape[0])) return shape as (number | null)[];
  if (shape.length === 1) return shape[0];
  throw new UnitsphereError('invalid-values', `layer ${layer} takes one tensor, got ${shape.length}`);
}
