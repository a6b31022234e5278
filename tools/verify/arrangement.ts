import { type Axis, allocate, dtypeOf, type FloatArray } from '@unitsphere/core';
import { wordsOf } from './judge.ts';
import type { Random } from './seeded-random.ts';

/** Slices laid out in one array. */
export interface Arrangement {
  readonly values: FloatArray;
  readonly options: { readonly shape: readonly number[]; readonly axis?: Axis; readonly stride?: number };
  /** Where element k of a slice stands. */
  readonly at: (slice: number, k: number) => number;
  /** Whether elements lie between the rows. */
  readonly gaps: boolean;
}

/** Where slices can lie, derived from row-major order alone: none of core's layout is used. */
type Layout = (
  count: number,
  length: number,
  random: Random,
) => Omit<Arrangement, 'values' | 'gaps'> & { size?: number };

const layouts: readonly Layout[] = [
  // Rows.
  (n, l) => ({ options: { shape: [n, l] }, at: (s, k) => s * l + k }),
  // Rows with gaps, the last one there or not.
  (n, l, random) => {
    const stride = l + random.integer(1, 5);
    const size = n * stride - random.pick([0, stride - l]);
    return { options: { shape: [n, l], stride, axis: -1 }, at: (s, k) => s * stride + k, size };
  },
  // Columns.
  (n, l) => ({ options: { shape: [l, n], axis: 0 }, at: (s, k) => k * n + s }),
  // An axis in the middle.
  (n, l) => {
    const b = divisor(n);
    const at = (s: number, k: number): number => (Math.floor(s / b) * l + k) * b + (s % b);
    return { options: { shape: [n / b, l, b], axis: -2 }, at };
  },
  // Two adjacent axes, last and first.
  (n, l) => ({ options: { shape: [n, l / divisor(l), divisor(l)], axis: [1, 2] }, at: (s, k) => s * l + k }),
  (n, l) => ({ options: { shape: [divisor(l), l / divisor(l), n], axis: [0, 1] }, at: (s, k) => k * n + s }),
  // Two axes apart.
  (n, l) => {
    const b = divisor(l);
    return {
      options: { shape: [l / b, n, b], axis: [2, 0] },
      at: (s, k) => (Math.floor(k / b) * n + s) * b + (k % b),
    };
  },
];

/** The slices in a layout drawn at random; gaps hold NaN, which nothing may read. */
export function arrange(slices: readonly FloatArray[], random: Random): Arrangement {
  const [count, length] = [slices.length, slices[0]!.length];
  const dtype = dtypeOf(slices[0]);
  if (count === 1 && random.unit() < 0.2) {
    const shape = [divisor(length), length / divisor(length)];
    return { values: slices[0]!, options: { shape, axis: null }, at: (_, k) => k, gaps: false };
  }
  const { options, at, size } = random.pick(layouts)(count, length, random);
  const values = allocate(dtype, size ?? count * length).fill(Number.NaN);
  slices.forEach((slice, s) => {
    slice.forEach((v: number, k: number) => {
      values[at(s, k)] = v;
    });
  });
  return { values, options, at, gaps: size !== undefined };
}

/** The elements of one slice, from an array in this arrangement; by words, since NaN's bits count. */
export function pickSlice({ at }: Arrangement, array: FloatArray, slice: number, length: number): FloatArray {
  const picked = allocate(dtypeOf(array), length);
  const [from, to] = [wordsOf(array), wordsOf(picked)];
  const words = picked.BYTES_PER_ELEMENT / 4;
  for (let k = 0; k < length; k++) {
    const start = at(slice, k) * words;
    for (let w = 0; w < words; w++) to[k * words + w] = from[start + w]!;
  }
  return picked;
}

/** The smallest divisor above 1, or 1. */
function divisor(n: number): number {
  for (let d = 2; d <= n; d++) if (n % d === 0) return d;
  return 1;
}
