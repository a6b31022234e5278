import { type serialization, type Tensor, tidy } from '@tensorflow/tfjs-core';
import { layers } from '@tensorflow/tfjs-layers';
import { type RuleOptions, UnitsphereError } from '@unitsphere/core';
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
import { type CallArguments, type MaskedSteps, maskOf, withoutMaskedSteps } from './masked-steps.ts';
import { configOfRule, ruleNames, ruleOf } from './rule-config.ts';

/** A layer's own options beside p, rule and ε. */
export interface L2NormalizationArguments extends LayerArguments, RuleOptions {
  /** Default the last. */
  readonly axis?: LayerAxis | undefined;
  /**
   * `keep` (default) is what Keras does: masked steps are normalized like any other. `zero`: they come out 0, their
   * gradient is 0, and along time they do not count. Either way the mask goes on to the next layers.
   */
  readonly maskedSteps?: MaskedSteps | undefined;
}

const ownNames = ['axis', ...ruleNames, 'maskedSteps'];

/**
 * `l2Normalize` as a layer of tfjs-layers. The constructor throws the errors of `resolveRule` of @unitsphere/core,
 * `invalid-options`, `unknown-option`, `invalid-axis`, `empty-axis`; building it, `axis-out-of-range`, `repeated-axis`.
 */
export class L2Normalization extends layers.Layer {
  static readonly className: string = 'L2Normalization';

  readonly axis: LayerAxis;
  readonly maskedSteps: MaskedSteps;
  private readonly rule: RuleOptions;

  constructor(given: L2NormalizationArguments = {}) {
    requireLayerArguments(given, ownNames);
    super(given);
    this.supportsMasking = true;
    this.axis = checkAxis(given.axis === undefined ? -1 : given.axis);
    this.maskedSteps = requireMaskedSteps(given.maskedSteps ?? 'keep');
    this.rule = ruleOf(given);
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
      const normalized = (x: Tensor): Tensor => l2Normalize(x, { ...this.rule, axis: this.axis });
      const mask = this.maskedSteps === 'zero' ? maskOf(x, kwargs?.mask) : undefined;
      return mask ? withoutMaskedSteps(x, mask, normalized) : normalized(x);
    });
  }

  override getConfig(): serialization.ConfigDict {
    return {
      ...super.getConfig(),
      axis: this.axis as number | number[],
      ...configOfRule(this.rule),
      ...(this.maskedSteps !== 'keep' && { maskedSteps: this.maskedSteps }),
    };
  }

  static override fromConfig<T extends serialization.Serializable>(
    cls: serialization.SerializableConstructor<T>,
    config: serialization.ConfigDict,
  ): T {
    return new cls(pickArguments(config, ownNames));
  }
}

function requireMaskedSteps(given: MaskedSteps): MaskedSteps {
  if (given === 'keep' || given === 'zero') return given;
  throw new UnitsphereError('invalid-options', `maskedSteps must be keep or zero, got ${String(given)}`);
}
