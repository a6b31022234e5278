import { type Axis, type PresetName, type Rule, type RuleOptions, resolveRule } from '@unitsphere/core';
import { commandError } from './command-error.ts';
import type { NormalizeRequest } from './normalize-file.ts';

/** What stands on the command line after `normalize`, as text. */
export interface NormalizeFlags {
  readonly output?: string;
  readonly axis?: string;
  readonly p?: string;
  readonly rule?: string;
  readonly epsilon?: string;
  readonly like?: string;
  readonly backend: string;
  readonly norms?: string;
  readonly inPlace?: boolean;
  readonly force?: boolean;
  readonly json?: boolean;
}

/**
 * Turns text into a request, and reports what is wrong whatever the file holds. Throws `invalid-argument`,
 * `missing-output`, `conflicting-outputs`, `invalid-axis`, and the errors of `resolveRule`.
 */
export function parseArguments(input: string, flags: NormalizeFlags): NormalizeRequest {
  const { output, norms, inPlace = false, force = false, backend } = flags;
  for (const [name, path] of Object.entries({ IN: input, '--output': output, '--norms': norms })) {
    if (path === '') throw commandError('invalid-argument', `${name} is an empty path`);
  }
  if (output === undefined && !inPlace) {
    throw commandError(
      'missing-output',
      'no output: give -o OUT.npy, -o - for standard output, or --in-place',
    );
  }
  if (output !== undefined && inPlace) {
    throw commandError('conflicting-outputs', `-o ${output} and --in-place exclude each other`);
  }
  if (inPlace && input === '-') {
    throw commandError('conflicting-outputs', 'standard input cannot be normalized --in-place; give -o');
  }
  if (output === '-' && norms === '-') {
    throw commandError('conflicting-outputs', 'the output and the norms cannot both go to standard output');
  }
  const axis = flags.axis === undefined ? undefined : parseAxis(flags.axis);
  const rule = parseRule(flags);
  return { input, output, norms, force, backend, axis, rule };
}

/** `all`, one integer, or integers with commas between them. */
function parseAxis(text: string): Axis {
  if (text === 'all') return null;
  if (!/^[+-]?\d+(,[+-]?\d+)*$/.test(text)) {
    throw commandError('invalid-axis', `--axis takes an integer, integers such as 0,2, or all; got ${text}`);
  }
  const [first, ...more] = text.split(',').map(Number);
  return more.length === 0 ? first! : [first!, ...more];
}

function parseRule({ p, rule, epsilon, like }: NormalizeFlags): RuleOptions {
  const options: RuleOptions = {
    p: p === undefined ? undefined : parseOrder(p),
    epsilon: epsilon === undefined ? undefined : parseEpsilon(epsilon),
    // The names are checked below, where core knows them.
    rule: rule as Rule | undefined,
    like: like as PresetName | undefined,
  };
  resolveRule(options, 'float32');
  return options;
}

function parseOrder(text: string): number {
  if (/^inf(inity)?$/i.test(text)) return Infinity;
  const p = parseDecimal(text);
  if (p === undefined)
    throw commandError('invalid-p', `--p takes 1, 2, inf or another number ≥ 1; got ${text}`);
  return p;
}

function parseEpsilon(text: string): number {
  const epsilon = parseDecimal(text);
  if (epsilon === undefined) {
    throw commandError('invalid-epsilon', `--epsilon takes a finite number ≥ 0; got ${text}`);
  }
  return epsilon;
}

/** A finite number in decimal notation and nothing else. */
function parseDecimal(text: string): number | undefined {
  const value = Number(text);
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) && Number.isFinite(value) ? value : undefined;
}
