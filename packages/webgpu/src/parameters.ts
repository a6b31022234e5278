import type { Problem } from '@unitsphere/core';
import type { Lanes } from './lanes.ts';

/** Words of sizes before those of the rule: `struct Parameters` of kernels/lanes.wgsl, padded to a vector of four. */
const sizeWords = 12;

/** Where a window lies in its bindings. */
export interface Window {
  /** Elements before the first one in the bindings of `source` and `destination`; default 0. */
  readonly base?: number;
  /** Slices before the first one in the binding of `norms`; default 0. */
  readonly firstNorm?: number;
}

/** The contents of the uniform: sizes, then the words of ε. */
export function parametersOf(
  { length, inner, stride, outer }: Problem,
  { parts, partLength, workgroups }: Lanes,
  rule: Uint32Array,
  { base = 0, firstNorm = 0 }: Window = {},
): Uint32Array<ArrayBuffer> {
  const words = new Uint32Array(sizeWords + rule.length);
  words.set([length, inner, stride, outer * inner, workgroups, parts, partLength, base, firstNorm]);
  words.set(rule, sizeWords);
  return words;
}

/** Slices and their length, back from the uniform. */
export function sizesOf(parameters: Uint32Array): { slices: number; length: number } {
  return { slices: parameters[3]!, length: parameters[0]! };
}
