import { UnitsphereError } from '@unitsphere/core';

/** What the command reports on one line; each code is stable across versions. All of them mean exit code 2. */
export type CommandErrorCode =
  | 'unknown-option'
  | 'missing-argument'
  | 'surplus-argument'
  | 'invalid-argument'
  | 'module-missing'
  | 'no-backend'
  | 'unknown-report'
  | 'same-report'
  | 'report-unwritable'
  | 'unknown-case'
  | 'unexpected';

/** An error whose message tells on one line what came, where, and what was expected. */
export function commandError(
  code: CommandErrorCode,
  message: string,
  cause?: unknown,
): UnitsphereError<CommandErrorCode> {
  return new UnitsphereError(code, message, { cause });
}

/** Why a system call or anything else failed, on one line. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
