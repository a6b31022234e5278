import { readFileSync } from 'node:fs';

/** How a test writes a .npy file. Only float32 and float64 arrays are values; the rest is up to `descr`. */
export interface NpyOptions {
  readonly shape?: readonly number[];
  readonly version?: 1 | 2 | 3;
  readonly fortran?: boolean;
  readonly bigEndian?: boolean;
  /** The whole header text in place of the right one. */
  readonly header?: string;
}

/** The bytes of a .npy file, written apart from the code under test. Values are in the order of the file. */
export function npy(values: Float32Array | Float64Array, options: NpyOptions = {}): Buffer {
  const { shape = [values.length], version = 1, fortran = false, bigEndian = false } = options;
  const size = values.BYTES_PER_ELEMENT;
  const dims = shape.map((n) => `${n},`).join(' ');
  const header =
    options.header ??
    `{'descr': '${bigEndian ? '>' : '<'}f${size}', 'fortran_order': ${fortran ? 'True' : 'False'}, 'shape': (${dims}), }\n`;
  const text = Buffer.from(header, version === 3 ? 'utf8' : 'latin1');
  const start = Buffer.alloc(version === 1 ? 10 : 12);
  start.write('\x93NUMPY', 'latin1');
  start[6] = version;
  if (version === 1) start.writeUInt16LE(text.length, 8);
  else start.writeUInt32LE(text.length, 8);
  const body = Buffer.from(values.slice().buffer);
  if (bigEndian && size === 4) body.swap32();
  else if (bigEndian) body.swap64();
  return Buffer.concat([start, text, body]);
}

/** A little-endian .npy file taken apart. */
export interface NpyParts {
  readonly header: string;
  /** The bytes of the values, for comparisons bit by bit. */
  readonly body: Buffer;
}

export function parts(file: string | Buffer): NpyParts {
  const bytes = typeof file === 'string' ? readFileSync(file) : file;
  const wide = bytes[6] !== 1;
  const start = wide ? 12 : 10;
  const end = start + (wide ? bytes.readUInt32LE(8) : bytes.readUInt16LE(8));
  return { header: bytes.toString('latin1', start, end).trim(), body: bytes.subarray(end) };
}

export function float32Of({ body }: NpyParts): Float32Array {
  return new Float32Array(new Uint8Array(body).buffer);
}

export function float64Of({ body }: NpyParts): Float64Array {
  return new Float64Array(new Uint8Array(body).buffer);
}

/** Numbers in (-1, 1) that are the same each time. */
export function sample(length: number, seed = 1): Float32Array {
  let state = seed;
  return Float32Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return state / 2 ** 31;
  });
}
