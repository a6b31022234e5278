import { type serialization, type Tensor, tidy } from '@tensorflow/tfjs-core';
import { constraints } from '@tensorflow/tfjs-layers';
import { type RuleOptions, requireOptions, UnitsphereError } from '@unitsphere/core';
import { l2Normalize } from './l2-normalize.ts';
import { checkAxis, type LayerAxis } from './layer-arguments.ts';
import { configOfRule, ruleNames, ruleOf } from './rule-config.ts';

type Constraint = ReturnType<typeof constraints.unitNorm>;

/** The axis, p, rule and ε of a constraint on weights. */
export interface NormalizeWeightsOptions extends RuleOptions {
  /** Default 0: of a dense kernel, the weights into each unit. */
  readonly axis?: LayerAxis | undefined;
}

const ownNames = ['axis', ...ruleNames];

/** tfjs asks for an instance of its class Constraint, which it exports in no other way. */
const Base = Object.getPrototypeOf(constraints.unitNorm({}).constructor) as abstract new () => Constraint;

/** `normalizeWeights` as a class: Keras's constraint of this name, its config with the rule added where one is set. */
export class UnitNorm extends (Base as new () => Constraint) {
  static readonly className: string = 'UnitNorm';

  readonly axis: LayerAxis;
  private readonly rule: RuleOptions;

  constructor(given: NormalizeWeightsOptions = {}) {
    for (const name of Object.keys(requireOptions(given))) {
      if (ownNames.includes(name)) continue;
      const expected = ownNames.join(', ');
      throw new UnitsphereError('unknown-option', `unknown option ${name}; expected one of ${expected}`);
    }
    super();
    this.axis = checkAxis(given.axis === undefined ? 0 : given.axis);
    this.rule = ruleOf(given);
  }

  /** The weights, each slice along `axis` divided by its denominator. */
  override apply(weights: Tensor): Tensor {
    return tidy(() => l2Normalize(weights, { ...this.rule, axis: this.axis }));
  }

  /** What a saved model holds of it. */
  override getConfig(): serialization.ConfigDict {
    return { axis: this.axis as number | number[], ...configOfRule(this.rule) };
  }

  static fromConfig<T extends serialization.Serializable>(
    cls: serialization.SerializableConstructor<T>,
    config: serialization.ConfigDict,
  ): T {
    const known = Object.entries(config).filter(([name, value]) => ownNames.includes(name) && value !== null);
    return new cls(Object.fromEntries(known));
  }
}

/**
 * A constraint that keeps weights of length 1 along `axis`, whatever their length was; zero weights stay zero.
 * Throws `unknown-option` and what `L2Normalization` throws.
 */
export function normalizeWeights(options: NormalizeWeightsOptions = {}): Constraint {
  return new UnitNorm(options);
}
