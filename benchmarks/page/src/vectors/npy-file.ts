import { allocate, type DType, type FloatArray, type Shape, sizeOf, UnitsphereError } from '@unitsphere/core';
import { parse } from 'npyjs';
import {
  formatNpyHeader,
  itemSizes,
  type NpyHeader,
  readNpyHeader,
} from '../../../../packages/unitsphere/src/npy-header.ts';
import { fileError } from './file-error.ts';
import type { Opened, Reading } from './opened.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** Bytes of an item of those that npyjs reads, by its names. */
const itemSizesOfOthers: Readonly<Partial<Record<string, number>>> = {
  f2: 2,
  i1: 1,
  u1: 1,
  i2: 2,
  u2: 2,
  i4: 4,
  u4: 4,
  i8: 8,
  u8: 8,
};

/**
 * A .npy file of float32 or float64 in either byte order as it is, half precision and little-endian integers converted
 * to `reading.dtype`. Rejects with the errors of `readNpyHeader`, `file-truncated`, `file-too-long`, `out-of-memory`.
 */
export async function openNpy(bytes: Bytes, name: string, { dtype }: Reading): Promise<Opened> {
  let start = 0;
  const take = async (count: number): Promise<Uint8Array> => {
    const taken = bytes.subarray(start, start + count);
    start += taken.length;
    return taken;
  };
  const read = await readNpyHeader(take, name).catch((error: unknown) => {
    if (error instanceof UnitsphereError && error.code === 'unsupported-dtype') return error;
    throw error;
  });
  if (read instanceof UnitsphereError) return openConverted(bytes, { name, start, dtype, refusal: read });
  const { header } = read;
  requireLength(bytes, start, header.shape, itemSizes[header.dtype], name);
  const notes = header.byteOrder === '>' ? ['The file is big-endian; the result is little-endian.'] : [];
  return opened(floatsOf(bytes, start, header), header, notes);
}

function opened(
  values: FloatArray,
  { shape, fortranOrder, dtype }: Pick<NpyHeader, 'shape' | 'fortranOrder' | 'dtype'>,
  notes: readonly string[],
): Opened {
  return {
    values,
    shape,
    fortranOrder,
    notes: fortranOrder ? [...notes, 'The file is in Fortran order, and so is the result.'] : notes,
    write(result) {
      const header = formatNpyHeader({ dtype, byteOrder: '<', fortranOrder, shape });
      return new Blob([header, result] as BlobPart[], { type: 'application/octet-stream' });
    },
  };
}

function floatsOf(bytes: Bytes, start: number, { dtype, byteOrder }: NpyHeader): FloatArray {
  const size = itemSizes[dtype];
  if (byteOrder === '>') reverseItems(bytes.subarray(start), size);
  const from = bytes.byteOffset + start;
  // Headers that NumPy writes end at a multiple of 16 or 64; others need not.
  const [buffer, at] = from % size === 0 ? [bytes.buffer, from] : [bytes.slice(start).buffer, 0];
  const length = (bytes.length - start) / size;
  return dtype === 'float32' ? new Float32Array(buffer, at, length) : new Float64Array(buffer, at, length);
}

function reverseItems(bytes: Uint8Array, size: number): void {
  for (let at = 0; at < bytes.length; at += size) bytes.subarray(at, at + size).reverse();
}

interface Converted {
  readonly name: string;
  /** Where the values start. */
  readonly start: number;
  readonly dtype: DType;
  /** What is thrown where npyjs does not know the dtype either. */
  readonly refusal: UnitsphereError<string>;
}

function openConverted(bytes: Bytes, { name, start, dtype, refusal }: Converted): Opened {
  // Of the header alone first: npyjs reads on to the end of the buffer, however many values the shape has.
  const head = parseWith(bytes.slice(0, start), refusal);
  const size = itemSizesOfOthers[head.dtype];
  if (size === undefined) throw widened(refusal);
  requireLength(bytes, start, head.shape, size, name);
  if (start % size !== 0)
    throw fileError(
      'npy-header',
      `${name} has ${head.dtype} values from byte ${start}, no multiple of ${size}`,
    );
  const { data, shape, fortranOrder } = parseWith(bytes, refusal);
  const source = data as unknown as ArrayLike<number | bigint>;
  const values = allocate(dtype, source.length);
  for (let i = 0; i < source.length; i++) values[i] = Number(source[i]);
  const notes = [`The file holds ${head.dtype}; its values were read as ${dtype}, and so is the result.`];
  return opened(values, { shape, fortranOrder, dtype }, notes);
}

function parseWith(bytes: Bytes, refusal: UnitsphereError<string>): ReturnType<typeof parse> {
  try {
    return parse(bytes.byteLength === bytes.buffer.byteLength ? bytes.buffer : bytes.slice().buffer);
  } catch (cause) {
    throw widened(refusal, cause);
  }
}

function widened({ message }: UnitsphereError<string>, cause?: unknown): Error {
  return fileError(
    'unsupported-dtype',
    `${message}; float16 and integers are read too where they are little-endian`,
    cause,
  );
}

function requireLength(bytes: Bytes, start: number, shape: Shape, itemSize: number, name: string): void {
  let expected: number;
  try {
    expected = start + sizeOf(shape) * itemSize;
  } catch (cause) {
    throw fileError('npy-header', `${name} has a header with the shape [${shape.join(',')}]`, cause);
  }
  if (bytes.length === expected) return;
  const code = bytes.length < expected ? 'file-truncated' : 'file-too-long';
  const fault = bytes.length < expected ? 'is truncated' : 'is longer than its header says';
  throw fileError(
    code,
    `${name} ${fault}: shape [${shape.join(',')}] makes ${expected} bytes, got ${bytes.length}`,
  );
}
