import type { Stats } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { commandError } from './command-error.ts';
import { reasonOf, systemCodeOf } from './system-error.ts';

/** Where bytes come from: a file, or a stream read from its start to its end. */
export interface Source {
  /** As the user typed it, for messages. */
  readonly file: string;
  /** What the system knows of a regular file; undefined where the length shows only at the end. */
  readonly stats: Stats | undefined;
  /** Fills `target` with the bytes at `position` and returns their count, less only at the end. */
  read(target: Uint8Array, position: number): Promise<number>;
  close(): Promise<void>;
}

/** One system call moves at most 2 GiB. */
const longestRead = 1 << 30;

/** Opens a file by its path. Throws `file-missing`, `file-unreadable`. */
export async function openFile(path: string): Promise<Source> {
  let handle: FileHandle;
  try {
    handle = await open(path, 'r');
  } catch (cause) {
    const missing = ['ENOENT', 'ENOTDIR'].includes(systemCodeOf(cause) ?? '');
    throw missing
      ? commandError('file-missing', `${path} does not exist`, cause)
      : commandError('file-unreadable', `${path} cannot be opened: ${reasonOf(cause)}`, cause);
  }
  const stats = await handle.stat();
  if (stats.isDirectory()) {
    await handle.close();
    throw commandError('file-unreadable', `${path} is a folder; expected a .npy file`);
  }
  const regular = stats.isFile();
  return {
    file: path,
    stats: regular ? stats : undefined,
    async read(target, position) {
      let done = 0;
      try {
        while (done < target.length) {
          const length = Math.min(target.length - done, longestRead);
          // Pipes and devices have no positions; they are read in order.
          const { bytesRead } = await handle.read(target, done, length, regular ? position + done : null);
          if (bytesRead === 0) break;
          done += bytesRead;
        }
      } catch (cause) {
        throw commandError('file-unreadable', `${path} cannot be read: ${reasonOf(cause)}`, cause);
      }
      return done;
    },
    close: () => handle.close(),
  };
}

/** Reads standard input in order, whatever the position. Throws `file-unreadable`. */
export function openStream(stream: Readable, file: string): Source {
  const pieces: AsyncIterator<Uint8Array> = stream[Symbol.asyncIterator]();
  let rest: Uint8Array = new Uint8Array(0);
  return {
    file,
    stats: undefined,
    async read(target) {
      let done = 0;
      while (done < target.length) {
        if (rest.length === 0) {
          const piece = await pieces.next().catch((cause: unknown) => {
            throw commandError('file-unreadable', `${file} cannot be read: ${reasonOf(cause)}`, cause);
          });
          if (piece.done) break;
          rest = piece.value;
        }
        const part = rest.subarray(0, target.length - done);
        target.set(part, done);
        rest = rest.subarray(part.length);
        done += part.length;
      }
      return done;
    },
    async close() {
      stream.destroy();
    },
  };
}
