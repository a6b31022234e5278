import type { Contender, Work } from '../contender.ts';
import { bytesToCopy, type PreparedCopy } from './prepared-copy.ts';
import { takingAllBut } from './taking-all-but.ts';

/** From one array of JavaScript to another. */
export function float32Set(): Contender {
  return {
    name: 'Float32Array.set',
    kind: 'roof',
    roof: 'Float32Array.set',
    without: takingAllBut({ file: 'files are read in Node alone' }),
    start: async () => ({ version: 'of the JavaScript engine', prepare }),
  };
}

function prepare(work: Work): PreparedCopy {
  const { buffer, byteOffset, byteLength } = bytesToCopy(work);
  const source = new Float32Array(buffer, byteOffset, byteLength / 4);
  const destination = new Float32Array(source.length);
  return {
    run: () => destination.set(source),
    copied: () => new Uint8Array(destination.buffer),
    end: () => {},
  };
}
