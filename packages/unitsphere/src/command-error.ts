import { type ErrorCode, UnitsphereError } from '@unitsphere/core';

/** What only the command can report; each code is stable across versions. */
export type CommandErrorCode =
  | ErrorCode
  | 'missing-command'
  | 'unknown-command'
  | 'missing-argument'
  | 'surplus-argument'
  | 'invalid-argument'
  | 'missing-output'
  | 'conflicting-outputs'
  | 'same-file'
  | 'output-exists'
  | 'output-is-folder'
  | 'folder-missing'
  | 'output-unwritable'
  | 'output-closed'
  | 'disk-full'
  | 'write-failed'
  | 'file-missing'
  | 'file-unreadable'
  | 'file-empty'
  | 'file-truncated'
  | 'file-too-long'
  | 'not-npy'
  | 'npy-version'
  | 'npy-header'
  | 'unsupported-dtype'
  | 'too-large'
  | 'interrupted'
  | 'unexpected';

/** An error whose message tells what came and what was expected, on one line. */
export function commandError(
  code: CommandErrorCode,
  message: string,
  cause?: unknown,
): UnitsphereError<CommandErrorCode> {
  return new UnitsphereError(code, message, { cause });
}

/** The codes that mean that the arguments are wrong, whatever the files hold. */
const argumentCodes: ReadonlySet<string> = new Set<CommandErrorCode>([
  'missing-command',
  'unknown-command',
  'unknown-option',
  'missing-argument',
  'surplus-argument',
  'invalid-argument',
  'missing-output',
  'conflicting-outputs',
  'same-file',
  'invalid-axis',
  'empty-axis',
  'repeated-axis',
  'axis-out-of-range',
  'invalid-p',
  'unknown-rule',
  'rule-needs-p-2',
  'invalid-epsilon',
  'missing-epsilon',
  'epsilon-without-rule',
  'unknown-preset',
  'preset-with-rule',
  'preset-parameter',
  'unknown-backend',
]);

/** 2 where the arguments are wrong, 1 where the work failed. */
export function exitCodeOf(code: string): 1 | 2 {
  return argumentCodes.has(code) ? 2 : 1;
}
