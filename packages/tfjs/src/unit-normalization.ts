import { type serialization, type Tensor, tidy } from '@tensorflow/tfjs-core';
import { layers } from '@tensorflow/tfjs-layers';
import { type PresetName, resolveRule } from '@unitsphere/core';
import { l2Normalize } from './l2-normalize.ts';
import {
  checkAxis,
  type LayerArguments,
  type LayerAxis,
  pickArguments,
  requireAxes,
  requireLayerArguments,
  requireOneShape,
  requireOneTensor,
} from './layer-arguments.ts';
import type { CallArguments } from './masked-steps.ts';

/** A layer's own options, as Keras has them. */
export interface UnitNormalizationArguments extends LayerArguments {
  /** Default the last. */
  readonly axis?: LayerAxis | undefined;
  /** Whose numbers: those of Keras 3 (`keras`, default) or of Keras 2 (`keras2`). A saved model holds it. */
  readonly like?: PresetName | undefined;
}

const ownNames = ['axis', 'like'];

/**
 * Keras's layer of this name, its config with `like` added. Masked steps are normalized like any other, and the mask
 * goes on. Throws as `L2Normalization` does.
 */
export class UnitNormalization extends layers.Layer {
  static readonly className: string = 'UnitNormalization';

  readonly axis: LayerAxis;
  readonly like: PresetName;

  constructor(given: UnitNormalizationArguments = {}) {
    requireLayerArguments(given, ownNames);
    super(given);
    this.supportsMasking = true;
    this.axis = checkAxis(given.axis === undefined ? -1 : given.axis);
    this.like = given.like ?? 'keras';
    resolveRule({ like: this.like }, 'float32');
  }

  override build(inputShape: (number | null)[] | (number | null)[][]): void {
    requireAxes(this.axis, requireOneShape(inputShape, this.name).length, this.name);
    super.build(inputShape);
  }

  override call(inputs: Tensor | Tensor[], kwargs: CallArguments): Tensor {
    return tidy(() => {
      this.invokeCallHook(inputs, kwargs);
      const x = requireOneTensor(inputs, this.name);
      // A shared layer is built once, and can be called with other ranks.
      requireAxes(this.axis, x.rank, this.name);
      return l2Normalize(x, { axis: this.axis, like: this.like });
    });
  }

  override getConfig(): serialization.ConfigDict {
    return { ...super.getConfig(), axis: this.axis as number | number[], like: this.like };
  }

  static override fromConfig<T extends serialization.Serializable>(
    cls: serialization.SerializableConstructor<T>,
    config: serialization.ConfigDict,
  ): T {
    return new cls(pickArguments(config, ownNames));
  }
}
