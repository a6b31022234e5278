import { sizeOf } from '@unitsphere/core';
import { commandError } from './command-error.ts';
import { itemSizes, type NpyHeader, readNpyHeader } from './npy-header.ts';
import type { Source } from './source.ts';

/** A .npy file whose header has been read, and whose length agrees with it as far as that is known. */
export interface NpyInput {
  readonly source: Source;
  readonly header: NpyHeader;
  /** Where the values start, and how many bytes they are. */
  readonly start: number;
  readonly bytes: number;
}

/** Reads the header. Throws the errors of `readNpyHeader`, `file-truncated`, `file-too-long`. */
export async function openNpy(source: Source): Promise<NpyInput> {
  const { file, stats } = source;
  let at = 0;
  const take = async (count: number): Promise<Uint8Array> => {
    const target = new Uint8Array(count);
    const got = await source.read(target, at);
    at += got;
    return target.subarray(0, got);
  };
  const { header, bytes: start } = await readNpyHeader(take, file);
  const bytes = sizeOf(header.shape) * itemSizes[header.dtype];
  if (!Number.isSafeInteger(start + bytes)) {
    throw commandError('npy-header', `${file} claims ${describe(header)}, more than 2^53 - 1 bytes`);
  }
  const input = { source, header, start, bytes };
  if (stats !== undefined && stats.size < start + bytes) throw truncated(input, stats.size);
  if (stats !== undefined && stats.size > start + bytes) throw tooLong(input, `${stats.size}`);
  return input;
}

/** Fills `target` with values from `position` bytes after their start. Throws `file-truncated`. */
export async function readValues(input: NpyInput, target: Uint8Array, position: number): Promise<void> {
  const got = await input.source.read(target, input.start + position);
  if (got < target.length) throw truncated(input, input.start + position + got);
}

/** Reads on where the values should have ended. Throws `file-too-long`. */
export async function requireEnd(input: NpyInput): Promise<void> {
  const end = input.start + input.bytes;
  if ((await input.source.read(new Uint8Array(1), end)) > 0) throw tooLong(input, `${end + 1} or more`);
}

function truncated(input: NpyInput, got: number): Error {
  return commandError(
    'file-truncated',
    `${input.source.file} is truncated: ${expectation(input)}, got ${got}`,
  );
}

function tooLong(input: NpyInput, got: string): Error {
  const { file } = input.source;
  return commandError(
    'file-too-long',
    `${file} is longer than its header says: ${expectation(input)}, got ${got}`,
  );
}

function expectation({ header, start, bytes }: NpyInput): string {
  return `${describe(header)} after a header of ${start} bytes makes ${start + bytes} bytes`;
}

function describe({ dtype, shape }: NpyHeader): string {
  return `${dtype} of shape [${shape.join(',')}]`;
}
