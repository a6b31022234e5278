import {
  type Axis,
  type ErrorCode,
  type PresetName,
  presets,
  type Rule,
  type RuleOptions,
  UnitsphereError,
} from '@unitsphere/core';

/** What stands in the fields of the form. */
export interface RuleFields {
  /** A rule's or a preset's name. */
  readonly rule: string;
  readonly p: string;
  readonly epsilon: string;
}

/** `-1`, `0, 2` or `all`; nothing is the last. Throws `invalid-axis`. */
export function parseAxis(text: string): Axis | undefined {
  if (text.trim() === '') return undefined;
  if (text.trim().toLowerCase() === 'all') return null;
  const axes = text.split(',').map((part) => numberIn(part));
  if (!axes.every(Number.isInteger))
    throw fault(
      'invalid-axis',
      `axis is “${text}”; expected an integer, some with commas between them, or all`,
    );
  return axes.length === 1 ? axes[0]! : axes;
}

/** Nothing is the default of the rule. Throws `invalid-p`, `invalid-epsilon`; the rest is for core to tell. */
export function parseRule({ rule, p, epsilon }: RuleFields): RuleOptions {
  return {
    ...(isPreset(rule) ? { like: rule } : { rule: rule as Rule }),
    ...(p.trim() !== '' && { p: parseOrder(p) }),
    ...(epsilon.trim() !== '' && { epsilon: parseEpsilon(epsilon) }),
  };
}

export function isPreset(name: string): name is PresetName {
  return Object.hasOwn(presets, name);
}

function parseOrder(text: string): number {
  if (/^\s*(∞|inf|infinity)\s*$/i.test(text)) return Infinity;
  const p = numberIn(text);
  if (Number.isNaN(p)) throw fault('invalid-p', `p is “${text}”; expected a number from 1 up, or ∞`);
  return p;
}

function parseEpsilon(text: string): number {
  const epsilon = numberIn(text);
  if (Number.isNaN(epsilon))
    throw fault('invalid-epsilon', `epsilon is “${text}”; expected a number from 0 up`);
  return epsilon;
}

/** NaN where it is none, and for nothing. */
function numberIn(text: string): number {
  return text.trim() === '' ? Number.NaN : Number(text);
}

function fault(code: ErrorCode, message: string): UnitsphereError {
  return new UnitsphereError(code, message);
}
