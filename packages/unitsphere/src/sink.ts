import { open } from 'node:fs/promises';
import type { Writable } from 'node:stream';
import { commandError } from './command-error.ts';
import { reasonOf, systemCodeOf } from './system-error.ts';

/**
 * Where bytes go. Nothing shows under the target's name before `place`; `finish` brings every byte to the disk
 * first, so that several sinks can be finished before any is placed.
 */
export interface Sink {
  /** Whether `write` honours positions; else bytes must come in order. */
  readonly seekable: boolean;
  /** Throws `disk-full`, `output-closed`, `write-failed`. */
  write(bytes: Uint8Array, position: number): Promise<void>;
  /** Throws as `write`. */
  finish(): Promise<void>;
  /** Gives the finished bytes their name. Throws `output-exists`, `output-unwritable`. */
  place(): Promise<void>;
  /** Leaves nothing behind of what was not placed; takes a new name back where another sink failed to place. */
  discard(): Promise<void>;
}

/** Writes to a stream in order, and waits until the bytes are taken so that the buffer can be used again. */
export function streamSink(stream: Writable, file: string): Sink {
  return {
    seekable: false,
    write: (bytes) =>
      new Promise((resolve, reject) => {
        stream.write(bytes, (cause) => (cause ? reject(writeFailure(cause, file)) : resolve()));
      }),
    async finish() {},
    async place() {},
    async discard() {},
  };
}

/** Writes to a device or a named pipe in order; such outputs have no name to give. Throws `output-unwritable`. */
export async function deviceSink(path: string): Promise<Sink> {
  const handle = await open(path, 'w').catch((cause: unknown) => {
    throw commandError(
      'output-unwritable',
      `${path} cannot be opened for writing: ${reasonOf(cause)}`,
      cause,
    );
  });
  return {
    seekable: false,
    async write(bytes) {
      try {
        for (let done = 0; done < bytes.length; ) {
          done += (await handle.write(bytes, done, bytes.length - done, null)).bytesWritten;
        }
      } catch (cause) {
        throw writeFailure(cause, path);
      }
    },
    finish: () => handle.close(),
    async place() {},
    discard: () => handle.close(),
  };
}

/** What a failed write means. */
export function writeFailure(cause: unknown, file: string): Error {
  const code = systemCodeOf(cause);
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return commandError('disk-full', `${file} cannot be written: ${reasonOf(cause)}`, cause);
  }
  if (code === 'EPIPE' || code === 'ERR_STREAM_DESTROYED') {
    return commandError(
      'output-closed',
      `${file} was closed by its reader before everything was written`,
      cause,
    );
  }
  return commandError('write-failed', `${file} cannot be written: ${reasonOf(cause)}`, cause);
}
