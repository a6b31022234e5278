import { type Capabilities, type Need, requireOptions, UnitsphereError } from '@unitsphere/core';
import type { Candidate } from './candidate.ts';

/** What a backend is picked for; nothing has to be said. */
export interface PickOptions extends Need {
  /** Where the values are and the results are wanted: `host`, the default, in typed arrays, `device`, on a GPU. */
  readonly residency?: Capabilities['residency'];
  /** The only ones to try, by name, the first first. */
  readonly backends?: readonly string[] | undefined;
}

const names: readonly (keyof PickOptions)[] = [
  'dtype',
  'p',
  'norms',
  'gradient',
  'strided',
  'elements',
  'residency',
  'backends',
];

/** Throws `invalid-options`, `unknown-option`, `unknown-backend`. */
export function requirePickOptions(options: PickOptions, candidates: readonly Candidate[]): void {
  for (const name of Object.keys(requireOptions(options)))
    if (!names.some((known) => known === name))
      throw new UnitsphereError(
        'unknown-option',
        `unknown option ${name}; expected one of ${names.join(', ')}`,
      );
  const { residency = 'host', elements = 0, backends } = options;
  if (residency !== 'host' && residency !== 'device')
    throw invalid(`residency must be host or device, got ${String(residency)}`);
  if (!(typeof elements === 'number' && elements >= 0))
    throw invalid(`elements must be a number ≥ 0, got ${String(elements)}`);
  if (backends === undefined) return;
  if (!Array.isArray(backends) || backends.length === 0)
    throw invalid(`backends must be a list of names, got ${JSON.stringify(backends)}`);
  const known = candidates.map(({ name }) => name);
  for (const name of backends)
    if (!known.includes(name))
      throw new UnitsphereError(
        'unknown-backend',
        `unknown backend ${String(name)}; expected one of ${known.join(', ')}`,
      );
}

function invalid(message: string): UnitsphereError {
  return new UnitsphereError('invalid-options', message);
}
