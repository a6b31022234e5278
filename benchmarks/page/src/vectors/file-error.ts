import { type ErrorCode, UnitsphereError } from '@unitsphere/core';

/** What can be wrong with a file; each code is stable. Those of a .npy's header are the command's. */
type FileErrorCode =
  | ErrorCode
  | 'unknown-kind'
  | 'too-large'
  | 'file-empty'
  | 'file-unreadable'
  | 'file-truncated'
  | 'file-too-long'
  | 'npy-header'
  | 'unsupported-dtype'
  | 'not-text'
  | 'not-json'
  | 'not-csv'
  | 'not-vectors'
  | 'not-a-number'
  | 'ragged-rows'
  | 'unknown-column';

/** An error whose message says what came and what was expected. */
export function fileError(
  code: FileErrorCode,
  message: string,
  cause?: unknown,
): UnitsphereError<FileErrorCode> {
  return new UnitsphereError(code, message, { cause });
}
