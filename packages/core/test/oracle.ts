import { readFileSync } from 'node:fs';
import type { DType, FloatArray, Rule } from '../src/index.ts';

interface Entry {
  readonly dtype: DType;
  readonly p: string;
  readonly rule: Rule;
  readonly epsilon: string;
  readonly x: string;
}

interface Oracle {
  readonly normalize: readonly (Entry & {
    readonly name: string;
    readonly y: string;
    readonly norm: string;
  })[];
  readonly gradient: readonly (Entry & { readonly dy: string; readonly dx: string })[];
}

/** Slices with results computed by fixtures/generate.py, in Python, without this project's code. */
export const oracle: Oracle = JSON.parse(
  readFileSync(new URL('./fixtures/oracle.json', import.meta.url), 'utf8'),
);

/** The values whose bits `hex` lists, 8 digits a float32 and 16 a float64. */
export function valuesOf(hex: string, dtype: DType): FloatArray {
  const words = hex.split(' ');
  return dtype === 'float32'
    ? new Float32Array(Uint32Array.from(words, (word) => Number.parseInt(word, 16)).buffer)
    : new Float64Array(BigUint64Array.from(words, (word) => BigInt(`0x${word}`)).buffer);
}

/** The options that pose an entry's problem. */
export function optionsOf({ p, rule, epsilon }: Entry): { p: number; rule: Rule; epsilon?: number } {
  const order = p === 'inf' ? Infinity : Number(p);
  return rule === 'none' ? { p: order, rule } : { p: order, rule, epsilon: valuesOf(epsilon, 'float64')[0]! };
}
