import { readFileSync } from 'node:fs';

/** The GloVe vectors of `examples/`, row-major, with what their publisher says of them. */
export interface Glove {
  readonly vectors: Float32Array;
  readonly shape: readonly [words: number, dimensions: number];
  readonly words: readonly string[];
  /** Euclidean norms as published, rounded to 8 decimals. */
  readonly publishedNorms: Float64Array;
}

export const glovePath = 'examples/glove-5000x100.npy';

export function readGlove(root: URL): Glove {
  const vectors = new Float32Array(values(new URL(glovePath, root)));
  const words = readFileSync(new URL('examples/glove-5000x100-words.txt', root), 'utf8')
    .trimEnd()
    .split('\n');
  const publishedNorms = new Float64Array(values(new URL('examples/glove-5000x100-norms.npy', root)));
  return { vectors, shape: [words.length, vectors.length / words.length], words, publishedNorms };
}

/** What follows the header of a .npy file of format version 1: these files are little-endian, in C order. */
function values(file: URL): ArrayBuffer {
  const bytes = readFileSync(file);
  const start = 10 + bytes.readUInt16LE(8);
  return bytes.buffer.slice(bytes.byteOffset + start, bytes.byteOffset + bytes.length) as ArrayBuffer;
}
