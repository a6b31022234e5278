import { type DType, type Shape, sizeOf } from '@unitsphere/core';
import { commandError } from './command-error.ts';
import { type PythonLiteral, parsePythonLiteral } from './python-literal.ts';

/** What a .npy file says about the values that follow. */
export interface NpyHeader {
  readonly dtype: DType;
  readonly byteOrder: '<' | '>';
  readonly fortranOrder: boolean;
  /** As NumPy prints it, whatever the order in the file. */
  readonly shape: Shape;
}

export const itemSizes: Readonly<Record<DType, number>> = { float32: 4, float64: 8 };

const magic = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];

/** NumPy itself refuses headers past 10 000 bytes unless told to trust the file. */
const longestHeader = 1 << 20;

/**
 * Reads a header of format version 1, 2 or 3; `take` gives the next bytes, fewer only at the end. Returns it with
 * its length in bytes. Format: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
 * Throws `file-empty`, `not-npy`, `npy-version`, `npy-header`, `file-truncated`, `unsupported-dtype`.
 */
export async function readNpyHeader(
  take: (bytes: number) => Promise<Uint8Array>,
  file: string,
): Promise<{ header: NpyHeader; bytes: number }> {
  const start = await take(8);
  if (start.length === 0) throw commandError('file-empty', `${file} is empty; expected a .npy file`);
  if (magic.some((byte, i) => i < start.length && start[i] !== byte)) {
    const [got, expected] = [hex(start.subarray(0, magic.length)), hex(magic)];
    throw commandError('not-npy', `${file} is not a .npy file: it starts with ${got}, expected ${expected}`);
  }
  requireBytes(start.length, 8, file);
  const [major, minor] = [start[6]!, start[7]!];
  if (major < 1 || major > 3 || minor !== 0) {
    throw commandError(
      'npy-version',
      `${file} has .npy format version ${major}.${minor}; expected 1.0, 2.0 or 3.0`,
    );
  }
  const width = major === 1 ? 2 : 4;
  const field = await take(width);
  requireBytes(8 + field.length, 8 + width, file);
  const length = field.reduceRight((sum, byte) => sum * 256 + byte, 0);
  if (length > longestHeader) {
    throw malformed(file, `it claims to be ${length} bytes long; at most ${longestHeader} are read`);
  }
  const text = await take(length);
  const bytes = 8 + width + length;
  requireBytes(8 + width + text.length, bytes, file);
  return { header: parseHeader(decode(text, major, file), file), bytes };
}

/** The header that NumPy would write: version 1 where it fits, padded so that the values start at a multiple of 64. */
export function formatNpyHeader({ dtype, byteOrder, fortranOrder, shape }: NpyHeader): Uint8Array {
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`;
  const order = fortranOrder ? 'True' : 'False';
  const text = `{'descr': '${byteOrder}f${itemSizes[dtype]}', 'fortran_order': ${order}, 'shape': ${tuple}, }`;
  const width = text.length + 64 < 2 ** 16 ? 2 : 4;
  const total = Math.ceil((8 + width + text.length + 1) / 64) * 64;
  const bytes = new Uint8Array(total).fill(0x20);
  bytes.set([...magic, width === 2 ? 1 : 2, 0]);
  for (let i = 0; i < width; i++) bytes[8 + i] = ((total - 8 - width) / 256 ** i) & 0xff;
  bytes.set(new TextEncoder().encode(text), 8 + width);
  bytes[total - 1] = 0x0a;
  return bytes;
}

function parseHeader(text: string, file: string): NpyHeader {
  let dict: PythonLiteral;
  try {
    dict = parsePythonLiteral(text);
  } catch (error) {
    if (error instanceof SyntaxError) throw malformed(file, error.message);
    throw error;
  }
  if (!(dict instanceof Map)) throw malformed(file, 'expected a dict');
  const keys = [...dict.keys()].sort().join(', ');
  if (keys !== 'descr, fortran_order, shape') {
    throw malformed(file, `expected the keys descr, fortran_order, shape, got ${clip(keys || 'none')}`);
  }
  const fortranOrder: unknown = dict.get('fortran_order');
  if (typeof fortranOrder !== 'boolean') throw malformed(file, 'fortran_order is neither True nor False');
  return { ...parseDtype(dict.get('descr'), file), fortranOrder, shape: parseShape(dict.get('shape'), file) };
}

function parseDtype(descr: unknown, file: string): Pick<NpyHeader, 'dtype' | 'byteOrder'> {
  const [byteOrder, type] = typeof descr === 'string' ? [descr.slice(0, 1), descr.slice(1)] : [];
  if ((byteOrder === '<' || byteOrder === '>') && (type === 'f4' || type === 'f8')) {
    return { byteOrder, dtype: type === 'f4' ? 'float32' : 'float64' };
  }
  const got = typeof descr === 'string' ? descr : `a structured dtype, ${JSON.stringify(descr)}`;
  throw commandError(
    'unsupported-dtype',
    `${file} holds dtype ${clip(got)}; expected float32 (<f4, >f4) or float64 (<f8, >f8)`,
  );
}

function parseShape(shape: unknown, file: string): Shape {
  if (!Array.isArray(shape) || !shape.every((size) => typeof size === 'number')) {
    throw malformed(file, 'shape is not a tuple of integers');
  }
  try {
    sizeOf(shape);
  } catch (error) {
    throw malformed(file, error instanceof Error ? error.message : String(error));
  }
  return shape;
}

/** Versions 1 and 2 are latin-1, version 3 is UTF-8. */
function decode(bytes: Uint8Array, major: number, file: string): string {
  try {
    return new TextDecoder(major === 3 ? 'utf-8' : 'latin1', { fatal: true }).decode(bytes);
  } catch {
    throw malformed(file, 'it is not UTF-8, as version 3 demands');
  }
}

function requireBytes(got: number, expected: number, file: string): void {
  if (got === expected) return;
  throw commandError(
    'file-truncated',
    `${file} ends within its header: expected ${expected} bytes, got ${got}`,
  );
}

function malformed(file: string, reason: string): Error {
  return commandError('npy-header', `${file} has a malformed .npy header: ${reason}`);
}

function hex(bytes: ArrayLike<number>): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
}

function clip(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
