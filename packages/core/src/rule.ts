import { type Denominator, denominators, type Rule, rules } from './denominator.ts';
import { refuse, UnitsphereError } from './error.ts';
import { type DType, nameOf } from './float-array.ts';
import { requireKnown } from './known.ts';
import { type Preset, type PresetName, presets } from './preset.ts';

/** The norm and the denominator, for any slices. */
export interface RuleOptions {
  /** Order of the norm: 1, 2, Infinity or any finite p ≥ 1. Default 2. */
  readonly p?: number | undefined;
  /** Default `none`: divide by the norm itself. */
  readonly rule?: Rule | undefined;
  /** Required by every rule but `none`: finite, ≥ 0, used as the exact float64 given. */
  readonly epsilon?: number | undefined;
  /** A framework's p, rule and epsilon by name; p and epsilon can be overridden where it has them. */
  readonly like?: PresetName | undefined;
}

/**
 * The order and the denominator that the options ask for.
 * Throws `unknown-preset`, `preset-with-rule`, `preset-parameter`, `invalid-p`, `unknown-rule`,
 * `rule-needs-p-2`, `invalid-epsilon`, `missing-epsilon`, `epsilon-without-rule`.
 */
export function resolveRule(options: RuleOptions, dtype: DType): { p: number; denominator: Denominator } {
  const { p = 2, like } = options;
  if (typeof p !== 'number' || !(p >= 1)) refuse('invalid-p', 'a number ≥ 1 or Infinity', nameOf(p));
  const preset = like === undefined ? undefined : presetFor(like, options);
  const { rule = 'none' } = preset ?? options;
  requireKnown('unknown-rule', rule, rules);
  const { form, of } = denominators[rule];
  if (of === 'square' && p !== 2) {
    throw new UnitsphereError('rule-needs-p-2', `rule ${rule} takes p = 2 only, got p = ${p}`);
  }
  const { epsilon = defaultEpsilon(preset, dtype) } = options;
  const isNone = rule === 'none';
  if (isNone !== (epsilon === undefined)) {
    throw new UnitsphereError(
      isNone ? 'epsilon-without-rule' : 'missing-epsilon',
      `rule ${rule} takes ${isNone ? 'no' : 'an'} epsilon, got ${nameOf(epsilon)}`,
    );
  }
  if (!isNone && !(Number.isFinite(epsilon) && epsilon! >= 0)) {
    refuse('invalid-epsilon', 'finite and ≥ 0', nameOf(epsilon));
  }
  return { p, denominator: { form, of, epsilon: (epsilon ?? 0) + 0 } }; // −0 becomes 0
}

function presetFor(like: PresetName, { rule, epsilon, p }: RuleOptions): Preset {
  requireKnown('unknown-preset', like, Object.keys(presets));
  const preset: Preset = presets[like];
  const refuseBeside = (code: 'preset-with-rule' | 'preset-parameter', what: string): never => {
    throw new UnitsphereError(code, `preset ${like} takes ${what}`);
  };
  if (rule !== undefined) refuseBeside('preset-with-rule', `rule ${preset.rule}, got rule ${rule}`);
  if (epsilon !== undefined && !preset.epsilonAdjustable) {
    refuseBeside('preset-parameter', `no epsilon, got ${nameOf(epsilon)}`);
  }
  if (p !== undefined && preset.orders !== 'any' && !preset.orders.includes(p)) {
    refuseBeside('preset-parameter', `p = ${preset.orders.join(', ')} only, got p = ${p}`);
  }
  return preset;
}

function defaultEpsilon(preset: Preset | undefined, dtype: DType): number | undefined {
  const epsilon = preset?.epsilon;
  return typeof epsilon === 'object' ? epsilon[dtype] : epsilon;
}
