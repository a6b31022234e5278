import { clone, tidy } from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';

/**
 * A callback for `model.fit` that applies the constraints of the model's trainable weights after each batch, as Keras does:
 * tfjs's `fit` never does.
 */
export function constrainWeights(model: LayersModel): {
  /** What tfjs calls. */
  onBatchEnd(): void;
} {
  return {
    onBatchEnd() {
      // Writing is what applies a constraint, and writes nothing where it is given the very same tensor.
      tidy(() => {
        for (const weight of model.trainableWeights) weight.write(clone(weight.read()));
      });
    },
  };
}
