/** What can go wrong before any number is touched, and what a backend can report afterwards. */
export type ErrorCode =
  | 'invalid-values'
  | 'ragged-array'
  | 'invalid-shape'
  | 'shape-mismatch'
  | 'invalid-stride'
  | 'invalid-axis'
  | 'empty-axis'
  | 'repeated-axis'
  | 'axis-out-of-range'
  | 'invalid-p'
  | 'unknown-rule'
  | 'rule-needs-p-2'
  | 'invalid-epsilon'
  | 'missing-epsilon'
  | 'epsilon-without-rule'
  | 'unknown-preset'
  | 'preset-with-rule'
  | 'preset-parameter'
  | 'invalid-options'
  | 'unknown-option'
  | 'invalid-output'
  | 'output-overlap'
  | 'out-of-memory'
  | 'unsupported'
  | 'unknown-backend'
  | 'backend-unavailable'
  | 'disposed'
  | 'foreign-tensor'
  | 'worker-lost'
  | 'device-lost'
  | 'device-error'
  | 'incomplete-slice'
  | 'aborted';

/**
 * Every failure of this project: `code` is stable across versions, the message carries the numbers.
 * Packages that add failures of their own widen `Code`.
 */
export class UnitsphereError<Code extends string = ErrorCode> extends Error {
  override readonly name: string = 'UnitsphereError';
  declare readonly code: Code;

  constructor(code: Code, message: string, options?: { readonly cause?: unknown }) {
    super(message, options);
    this.code = code;
  }
}

/** The codes of what a value must be. */
export type InvalidCode = Extract<ErrorCode, `invalid-${string}`>;

/** Throws `invalid-…`: what that must be, and what came instead, in words. */
export function refuse(code: InvalidCode, expected: string, got: string): never {
  throw new UnitsphereError(code, `${code.slice(8)} must be ${expected}, got ${got}`);
}
