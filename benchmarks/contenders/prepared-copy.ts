import type { FloatArray } from '@unitsphere/core';
import type { Prepared, Work } from '../contender.ts';
import { bytesMoved } from '../scenarios.ts';

/** A roof's work: a copy of half the bytes that the scenario moves, for it reads them and writes them. */
export interface PreparedCopy extends Prepared {
  /** What stands where the bytes are copied to. */
  copied(): Uint8Array | Promise<Uint8Array>;
}

/** The bytes that roofs copy, in whole words: the input, after it half of the upstream where there is one. */
export function bytesToCopy({ scenario, x, upstream }: Work): Uint8Array {
  const count = 4 * Math.ceil(bytesMoved(scenario) / 8);
  const input = bytesOf(x);
  if (count === input.length) return input;
  const bytes = new Uint8Array(count);
  bytes.set(input);
  if (upstream) bytes.set(bytesOf(upstream).subarray(0, count - input.length), input.length);
  return bytes;
}

function bytesOf({ buffer, byteOffset, byteLength }: FloatArray): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
