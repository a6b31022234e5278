import { type Axis, allocate, dtypeOf, type FloatArray } from '@unitsphere/core';
import { wordsOf } from './bits.ts';

export const allLayouts = [
  'rows',
  'rows with gaps',
  'rows with gaps but the last',
  'columns',
  'a middle axis',
  'the last two axes',
  'the first two axes',
  'two axes apart',
] as const;

/** How slices lie in one array: a named way, or a shape whose `axes` (sorted, not negative) are what `axis` says. */
export type Layout = NamedLayout | ShapeLayout;

export type NamedLayout = (typeof allLayouts)[number];

interface ShapeLayout {
  readonly shape: readonly number[];
  readonly axes: readonly number[];
  /** Absent: left out of the call. */
  readonly axis?: Axis;
}

/** Slices laid out in one array. */
export interface Arrangement {
  readonly values: FloatArray;
  readonly options: {
    readonly shape: readonly number[];
    readonly axis?: Axis;
    readonly stride?: number;
  };
  /** Where element k of a slice stands. */
  readonly at: (slice: number, k: number) => number;
}

type Place = (count: number, length: number) => Omit<Arrangement, 'values'> & { size?: number };

const gap = 3;

/** Derived from row-major order alone: none of core's layout is used. */
const layouts: Readonly<Record<NamedLayout, Place>> = {
  rows: (n, l) => ({ options: { shape: [n, l] }, at: (s, k) => s * l + k }),
  'rows with gaps': (n, l) => ({
    options: { shape: [n, l], stride: l + gap, axis: -1 },
    at: (s, k) => s * (l + gap) + k,
    size: n * (l + gap),
  }),
  'rows with gaps but the last': (n, l) => ({
    options: { shape: [n, l], stride: l + gap },
    at: (s, k) => s * (l + gap) + k,
    size: n * (l + gap) - gap,
  }),
  columns: (n, l) => ({ options: { shape: [l, n], axis: 0 }, at: (s, k) => k * n + s }),
  'a middle axis': (n, l) => {
    const b = divisor(n);
    const at = (s: number, k: number): number => (Math.floor(s / b) * l + k) * b + (s % b);
    return { options: { shape: [n / b, l, b], axis: -2 }, at };
  },
  'the last two axes': (n, l) => ({
    options: { shape: [n, l / divisor(l), divisor(l)], axis: [1, 2] },
    at: (s, k) => s * l + k,
  }),
  'the first two axes': (n, l) => ({
    options: { shape: [divisor(l), l / divisor(l), n], axis: [0, 1] },
    at: (s, k) => k * n + s,
  }),
  'two axes apart': (n, l) => {
    const b = divisor(l);
    const at = (s: number, k: number): number => (Math.floor(k / b) * n + s) * b + (k % b);
    return { options: { shape: [l / b, n, b], axis: [2, 0] }, at };
  },
};

export function hasGaps(layout: Layout): boolean {
  return typeof layout === 'string' && layout.startsWith('rows with gaps');
}

/** The slices, at least one and all of one length, in a layout; gaps hold NaN, which nothing may read. */
export function arrange(slices: readonly FloatArray[], layout: Layout): Arrangement {
  const [count, length] = [slices.length, slices[0]!.length];
  const { options, at, size } =
    typeof layout === 'string'
      ? layouts[layout](count, length)
      : { ...placeByShape(layout), size: undefined };
  const values = allocate(dtypeOf(slices[0]), size ?? count * length).fill(Number.NaN);
  const into = wordsOf(values);
  const known = new Map<FloatArray, Uint32Array>();
  slices.forEach((slice, s) => {
    const from = known.get(slice) ?? wordsOf(slice);
    known.set(slice, from);
    const words = slice.BYTES_PER_ELEMENT / 4;
    for (let k = 0; k < length; k++) {
      const start = at(s, k) * words;
      for (let w = 0; w < words; w++) into[start + w] = from[k * words + w]!;
    }
  });
  return { values, options, at };
}

/** The slices of an array in this arrangement, and the one array that they lie in; by words, since NaN's bits count. */
export function pickSlices(
  { at }: Arrangement,
  array: FloatArray,
  { count, length }: { readonly count: number; readonly length: number },
): { readonly picked: FloatArray; readonly slices: readonly FloatArray[] } {
  const picked = allocate(dtypeOf(array), count * length);
  const [from, to] = [wordsOf(array), wordsOf(picked)];
  const words = picked.BYTES_PER_ELEMENT / 4;
  for (let s = 0, next = 0; s < count; s++) {
    for (let k = 0; k < length; k++) {
      const start = at(s, k) * words;
      for (let w = 0; w < words; w++) to[next++] = from[start + w]!;
    }
  }
  const slices = Array.from({ length: count }, (_, s) => picked.subarray(s * length, (s + 1) * length));
  return { picked, slices };
}

/** Steps of each axis in row-major order, those along the slice apart from the others. */
function placeByShape({ shape, axes, axis }: ShapeLayout): Omit<Arrangement, 'values'> {
  const steps = shape.map((_, d) => shape.slice(d + 1).reduce((product, n) => product * n, 1));
  const offset = (dimensions: readonly number[], index: number): number => {
    let rest = index;
    let sum = 0;
    for (let i = dimensions.length - 1; i >= 0; i--) {
      const d = dimensions[i]!;
      sum += (rest % shape[d]!) * steps[d]!;
      rest = Math.floor(rest / shape[d]!);
    }
    return sum;
  };
  const others = [...shape.keys()].filter((d) => !axes.includes(d));
  const options = axis === undefined ? { shape } : { shape, axis };
  return { options, at: (slice, k) => offset(others, slice) + offset(axes, k) };
}

/** The smallest divisor above 1, or 1. */
function divisor(n: number): number {
  for (let d = 2; d <= n; d++) if (n % d === 0) return d;
  return 1;
}
