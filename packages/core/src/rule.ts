import { type Denominator, denominators, type Rule, rules } from './denominator.ts';
import { UnitsphereError } from './error.ts';
import { type DType, nameOf, shown } from './float-array.ts';
import { type Preset, type PresetName, presets } from './preset.ts';

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
  const p = options.p === undefined ? 2 : options.p;
  if (typeof p !== 'number' || !(p >= 1)) {
    throw new UnitsphereError('invalid-p', `p must be a number ≥ 1 or Infinity, got ${shown(p)}`);
  }
  const preset = options.like === undefined ? undefined : presetFor(options.like, options);
  const rule = preset?.rule ?? (options.rule === undefined ? 'none' : options.rule);
  if (typeof rule !== 'string' || !Object.hasOwn(denominators, rule)) {
    throw new UnitsphereError(
      'unknown-rule',
      `unknown rule ${typeof rule === 'string' ? rule : nameOf(rule)}; expected one of ${rules.join(', ')}`,
    );
  }
  const { form, of } = denominators[rule];
  if (of === 'square' && p !== 2) {
    throw new UnitsphereError('rule-needs-p-2', `rule ${rule} is defined for p = 2 only, got p = ${p}`);
  }
  const epsilon = options.epsilon === undefined && preset ? defaultEpsilon(preset, dtype) : options.epsilon;
  return { p, denominator: { form, of, epsilon: checkEpsilon(rule, epsilon) } };
}

function checkEpsilon(rule: Rule, epsilon: number | undefined): number {
  if (rule === 'none') {
    if (epsilon === undefined) return 0;
    throw new UnitsphereError(
      'epsilon-without-rule',
      `epsilon ${shown(epsilon)} was given, but rule none takes no epsilon`,
    );
  }
  if (epsilon === undefined)
    throw new UnitsphereError('missing-epsilon', `rule ${rule} needs an epsilon ≥ 0`);
  if (typeof epsilon !== 'number' || !(epsilon >= 0 && epsilon < Infinity)) {
    throw new UnitsphereError('invalid-epsilon', `epsilon must be finite and ≥ 0, got ${shown(epsilon)}`);
  }
  return epsilon + 0; // −0 becomes 0
}

function presetFor(like: PresetName, options: RuleOptions): Preset {
  if (typeof like !== 'string' || !Object.hasOwn(presets, like)) {
    const known = Object.keys(presets).join(', ');
    throw new UnitsphereError(
      'unknown-preset',
      `unknown preset ${typeof like === 'string' ? like : nameOf(like)}; expected one of ${known}`,
    );
  }
  const preset: Preset = presets[like];
  if (options.rule !== undefined) {
    throw new UnitsphereError(
      'preset-with-rule',
      `preset ${like} already sets rule ${preset.rule}; got rule ${options.rule} beside it`,
    );
  }
  if (options.epsilon !== undefined && !preset.epsilonAdjustable) {
    throw new UnitsphereError(
      'preset-parameter',
      `${like} has no epsilon parameter to override, got ${shown(options.epsilon)}`,
    );
  }
  if (options.p !== undefined && preset.orders !== 'any' && !preset.orders.includes(options.p)) {
    const orders = preset.orders.join(', ');
    throw new UnitsphereError(
      'preset-parameter',
      `${like} normalizes with p = ${orders} only, got p = ${shown(options.p)}`,
    );
  }
  return preset;
}

function defaultEpsilon({ epsilon }: Preset, dtype: DType): number | undefined {
  return typeof epsilon === 'object' ? epsilon[dtype] : epsilon;
}
