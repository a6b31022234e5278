import type * as tfjs from '@tensorflow/tfjs-core';
import { layers } from '@tensorflow/tfjs-layers';
import { UnitsphereError } from '@unitsphere/core';
import { L2Normalization } from './l2-normalization.ts';
import { createLambda, type Lambdas } from './lambda.ts';
import { UnitNorm } from './unit-norm.ts';
import { UnitNormalization } from './unit-normalization.ts';

/** What saved models do not hold. */
export interface RegisterLayersOptions {
  /** What the model's Lambda layers compute, by the name of the layer. */
  readonly lambdas?: Lambdas | undefined;
}

/**
 * Makes `tf.loadLayersModel` know `L2Normalization`, `UnitNormalization`, `Lambda` and the constraint `UnitNorm`, in the
 * place of tfjs's own. A later call's lambdas replace those of an earlier one. `register` is called besides.
 * Throws `foreign-tfjs` where `tf` is not the copy of TensorFlow.js that this package imports.
 */
export function registerLayers(
  tf: Pick<typeof tfjs, 'serialization'>,
  { lambdas = {} }: RegisterLayersOptions = {},
): void {
  // Layers of one copy do not take part in the models of another.
  if (!(layers.Layer.prototype instanceof tf.serialization.Serializable)) {
    throw new UnitsphereError<'foreign-tfjs'>(
      'foreign-tfjs',
      'tf is not the copy of TensorFlow.js that @unitsphere/tfjs/layers imports; ' +
        'let one copy of @tensorflow/tfjs-core and @tensorflow/tfjs-layers serve both (npm dedupe, or externals in a bundler)',
    );
  }
  for (const one of [L2Normalization, UnitNormalization, UnitNorm, createLambda(lambdas)]) {
    tf.serialization.registerClass(one);
  }
}
