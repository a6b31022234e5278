import type { NormalizeOptions } from '@unitsphere/core';
import { normalizeExactly, normsExactly } from '@unitsphere/core/reference';
import { normsOfWords } from '@unitsphere/core/words';
import { expect } from 'vitest';
import { type Draw, float32Families, float32Slice } from '../../../cpu/test/slice-families.ts';
import type { OneLane, Run } from './one-lane.ts';

export const orders = [1, 2, Infinity];

/** Families of finite float32. */
export const families = {
  ...float32Families,
  'any bits': (random) => {
    const x = new Float32Array(Uint32Array.of(random() * 2 ** 32).buffer)[0]!;
    return Number.isFinite(x) ? x : 1;
  },
} satisfies Record<string, Draw>;

export function rowsOf(draw: Draw, length: number, count: number, seed: number): Float32Array {
  return float32Slice(draw, length * count, seed);
}

/** Runs rows of one length; each bit must be the reference's, each norm within 1 ULP. */
export async function check(
  run: OneLane,
  rows: Float32Array,
  length: number,
  options: NormalizeOptions,
): Promise<Run> {
  const result = await run(rows, length, options);
  expect(firstDifference(result, rows, length, options)).toBe('none');
  const norms = normsExactly(rows, { shape: [rows.length / length, length], p: options.p ?? 2 });
  normsOfWords(result.norms).forEach((norm, i) => {
    if (!Object.is(norm, norms[i])) expect(Math.abs(norm - norms[i]!) / norms[i]!).toBeLessThan(2 ** -52);
  });
  return result;
}

/** Where a result differs from the reference, in words; `none`. */
export function firstDifference(
  { output }: Run,
  rows: Float32Array,
  length: number,
  options: NormalizeOptions,
): string {
  const exact = normalizeExactly(rows, { ...options, shape: [rows.length / length, length] });
  const [got, wanted] = [output, exact].map((y) => Array.from(new Uint32Array(y.buffer), hexadecimal));
  const i = wanted!.findIndex((bits, i) => bits !== got![i]);
  if (i < 0) return 'none';
  const problem = Object.entries(options).map(([name, value]) => `${name} ${value}`);
  return `${problem.join(', ')}, slices of ${length}: element ${i}, ${rows[i]}: ${got![i]}, not ${wanted![i]}`;
}

function hexadecimal(bits: number): string {
  return bits.toString(16).padStart(8, '0');
}
