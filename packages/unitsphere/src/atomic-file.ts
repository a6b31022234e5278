import { constants } from 'node:fs';
import { type FileHandle, link, lstat, open, rename, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { commandError } from './command-error.ts';
import type { FileTarget } from './output-target.ts';
import { type Sink, writeFailure } from './sink.ts';
import { reasonOf, systemCodeOf } from './system-error.ts';
import { temporaryName } from './temporary-name.ts';

/** One system call moves at most 2 GiB. */
const longestWrite = 1 << 30;

/**
 * Writes to a temporary file beside the target, which takes the target's name at `place`: whoever looks finds the
 * old file or the whole new one. The mode of a file that is replaced is kept. Throws `disk-full`, `output-unwritable`.
 */
export async function createAtomicFile(
  target: FileTarget,
  { overwrite }: { readonly overwrite: boolean },
): Promise<Sink> {
  const { file, folder, name, existing } = target;
  const [path, temporary] = [join(folder, name), join(folder, temporaryName(name))];
  const handle = await openTemporary(temporary, target);
  let state: 'writing' | 'finished' | 'placed' = 'writing';
  return {
    seekable: true,
    async write(bytes, position) {
      try {
        for (let done = 0; done < bytes.length; ) {
          const length = Math.min(bytes.length - done, longestWrite);
          done += (await handle.write(bytes, done, length, position + done)).bytesWritten;
        }
      } catch (cause) {
        throw writeFailure(cause, file);
      }
    },
    async finish() {
      try {
        await handle.sync();
      } catch (cause) {
        throw writeFailure(cause, file);
      } finally {
        state = 'finished';
        await handle.close();
      }
    },
    async place() {
      const placed = await (overwrite
        ? rename(temporary, path).then(() => true)
        : nameNew(temporary, path)
      ).catch((cause: unknown) => {
        throw commandError('output-unwritable', `${file} cannot be put in place: ${reasonOf(cause)}`, cause);
      });
      if (!placed) {
        throw commandError('output-exists', `${file} appeared meanwhile; give --force to overwrite it`);
      }
      state = 'placed';
    },
    async discard() {
      if (state === 'writing') await handle.close();
      // A file that was replaced is gone; one that was new can go again.
      if (state !== 'placed') await unlink(temporary).catch(() => {});
      else if (existing === undefined) await unlink(path).catch(() => {});
    },
  };
}

async function openTemporary(temporary: string, { file, existing }: FileTarget): Promise<FileHandle> {
  const { O_CREAT, O_EXCL, O_WRONLY } = constants;
  const mode = existing === undefined ? 0o666 : existing.mode & 0o777;
  try {
    const handle = await open(temporary, O_WRONLY | O_CREAT | O_EXCL, mode);
    if (existing !== undefined) {
      // Only root may give files away, and only root needs to.
      await handle.chown(existing.uid, existing.gid).catch(() => {});
      await handle.chmod(mode);
    }
    return handle;
  } catch (cause) {
    if (systemCodeOf(cause) === 'ENOSPC') throw writeFailure(cause, file);
    throw commandError('output-unwritable', `${file} cannot be written: ${reasonOf(cause)}`, cause);
  }
}

/**
 * Names a finished file without ever replacing one; false where the name is taken. File systems without links
 * fall back to a look before the renaming.
 */
async function nameNew(temporary: string, path: string): Promise<boolean> {
  try {
    await link(temporary, path);
    await unlink(temporary);
    return true;
  } catch (cause) {
    if (systemCodeOf(cause) === 'EEXIST') return false;
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'].includes(systemCodeOf(cause) ?? ''))
      throw cause;
  }
  const taken = await lstat(path).then(
    () => true,
    () => false,
  );
  if (!taken) await rename(temporary, path);
  return !taken;
}
