import { getSystemErrorMap } from 'node:util';

/** The name the system gives an error, such as `ENOENT`; undefined for errors of other origin. */
export function systemCodeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** Why a system call failed, in words and without the path: `permission denied (EACCES)`. */
export function reasonOf(error: unknown): string {
  if (error instanceof Error && 'errno' in error && typeof error.errno === 'number') {
    const [name, words] = getSystemErrorMap().get(error.errno) ?? [];
    if (name !== undefined) return `${words} (${name})`;
  }
  return error instanceof Error ? error.message : String(error);
}
