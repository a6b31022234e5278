import { type ErrorCode, UnitsphereError } from './error.ts';
import { nameOf } from './float-array.ts';

/** Throws `code`, one of `unknown-…`, with what is known, where `name` is none of that. */
export function requireKnown<T extends string>(
  code: Extract<ErrorCode, `unknown-${string}`>,
  name: T,
  known: readonly string[],
): void {
  if (known.includes(name)) return;
  const given = typeof name === 'string' ? name : nameOf(name);
  throw new UnitsphereError(code, `${code.replace('-', ' ')} ${given}; expected one of ${known.join(', ')}`);
}
