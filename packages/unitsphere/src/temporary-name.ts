import { randomBytes } from 'node:crypto';
import { readdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { systemCodeOf } from './system-error.ts';

const ending = '.unitsphere-tmp';

/**
 * A name for a temporary file beside `target` that carries the process id: `.OUT.npy.1234-5e8c09d1.unitsphere-tmp`.
 * No two are the same, since containers that share a folder can share process ids.
 */
export function temporaryName(target: string): string {
  return `.${target}.${process.pid}-${randomBytes(4).toString('hex')}${ending}`;
}

/**
 * Removes what killed runs left beside `target`. Only files for that target whose process no longer lives on this
 * machine; other targets are left alone, since other machines may be writing them in a shared folder.
 */
export async function removeStaleTemporaries(folder: string, target: string): Promise<void> {
  const start = `.${target}.`;
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    if (!name.startsWith(start) || !name.endsWith(ending)) continue;
    const [, pid] = /^([1-9]\d*)-[0-9a-f]{8}$/.exec(name.slice(start.length, -ending.length)) ?? [];
    if (pid === undefined || isAlive(Number(pid))) continue;
    // Another run may be cleaning too.
    await unlink(join(folder, name)).catch(() => {});
  }
}

/** A file under this process's own id is left from a process that bore the id before. */
function isAlive(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemCodeOf(error) === 'EPERM';
  }
}
