import { allocate, type DType, type FloatArray } from '@unitsphere/core';
import type { Batch, Family } from './family.ts';
import { drawLength, type Random } from './seeded-random.ts';
import { settingsAround } from './settings.ts';

/** What the families need to know of a dtype. */
interface Span {
  readonly dtype: DType;
  readonly tiny: number;
  /** The smallest subnormal, and how many of it make the smallest normal number. */
  readonly least: number;
  readonly subnormals: number;
  readonly largest: number;
  readonly exponents: readonly [number, number];
}

const spans: Readonly<Record<DType, Span>> = {
  float32: {
    dtype: 'float32',
    tiny: 1e-30,
    least: 2 ** -149,
    subnormals: 2 ** 23,
    largest: (2 - 2 ** -23) * 2 ** 127,
    exponents: [-149, 127],
  },
  float64: {
    dtype: 'float64',
    tiny: 1e-300,
    least: 2 ** -1074,
    subnormals: 2 ** 52,
    largest: Number.MAX_VALUE,
    exponents: [-1074, 1023],
  },
};

/** Draws the elements of one slice, in order. */
type Fill = (random: Random, span: Span, length: number) => (k: number) => number;

const between = (random: Random, bound: number): number => (2 * random.unit() - 1) * bound;

const anywhere = (random: Random, { exponents }: Span): number =>
  random.sign() * (1 + random.unit()) * 2 ** random.integer(...exponents);

const fills: readonly {
  readonly kind: string;
  readonly name: string;
  readonly elements: number;
  readonly fill: Fill;
}[] = [
  {
    kind: 'ordinary values',
    name: 'ordinary values are rounded as claimed',
    elements: 800_000,
    fill: (random) => () => between(random, 1),
  },
  {
    kind: 'tiny values',
    name: 'tiny values are rounded as claimed',
    elements: 300_000,
    fill:
      (random, { tiny }) =>
      () =>
        between(random, tiny),
  },
  {
    kind: 'subnormal values',
    name: 'slices of subnormal values are rounded as claimed',
    elements: 300_000,
    fill: (random, { least, subnormals }) => {
      const most = random.pick([3, 1000, subnormals - 1]);
      return () => random.integer(-most, most) * least;
    },
  },
  {
    kind: 'values up to the largest float',
    name: 'values up to the largest float are rounded as claimed',
    elements: 300_000,
    fill:
      (random, { largest }) =>
      () =>
        random.unit() < 0.05 ? random.sign() * largest : between(random, largest),
  },
  {
    kind: 'values of mixed scale',
    name: 'values of mixed scale are rounded as claimed',
    elements: 400_000,
    fill: (random, span) => {
      const [least, most] = span.exponents;
      const lowest = random.integer(least, most);
      const highest = random.pick([Math.min(lowest + 8, most), Math.min(lowest + 60, most), most]);
      return () => anywhere(random, { ...span, exponents: [lowest, highest] });
    },
  },
  {
    kind: 'integers',
    name: 'integers are rounded as claimed',
    elements: 300_000,
    fill: (random) => {
      const most = random.pick([1, 10, 1000, 2 ** 24]);
      return () => random.integer(-most, most);
    },
  },
  {
    kind: 'one value among zeros',
    name: 'one value among zeros becomes one',
    elements: 150_000,
    fill: (random, span, length) => {
      const at = random.integer(0, length - 1);
      return (k) => (k === at ? anywhere(random, span) : random.sign() * 0);
    },
  },
  {
    kind: 'constant slices',
    name: 'constant slices are rounded as claimed',
    elements: 150_000,
    fill: (random, span) => {
      const value = anywhere(random, span);
      return () => value;
    },
  },
  {
    kind: 'alternating signs',
    name: 'alternating signs are rounded as claimed',
    elements: 150_000,
    fill: (random) => {
      const [even, odd] = [between(random, 1), between(random, 2 ** -random.integer(0, 40))];
      return (k) => (k % 2 === 0 ? even : -odd);
    },
  },
  {
    kind: 'zeros of both signs among values',
    name: 'zeros among values keep their signs',
    elements: 150_000,
    fill: (random) => () => (random.unit() < 0.6 ? random.sign() * 0 : between(random, 1)),
  },
  {
    kind: 'a power of two beside subnormal values',
    name: 'subnormal results are rounded once',
    elements: 20_000,
    fill: (random, { least, subnormals }, length) => {
      const at = random.integer(0, length - 1);
      const power = random.sign() * 2 ** random.integer(1, 12);
      return (k) => (k === at ? power : random.sign() * random.integer(0, subnormals) * least);
    },
  },
  {
    kind: 'NaN, infinities and zero slices',
    name: 'NaN spreads, infinities become NaN, and zero slices come back',
    elements: 150_000,
    fill: (random, span, length) => {
      const [kind, at] = [random.integer(0, 5), random.integer(0, length - 1)];
      if (kind < 2) return () => random.sign() * 0;
      const special = [Number.NaN, -Infinity, Infinity, 0][kind - 2]!;
      return (k) => (k === at ? special : random.unit() < 0.02 ? special : anywhere(random, span));
    },
  },
];

/** Values of every kind and size in a dtype, each batch with every rule for each of the given orders. */
export function generalFamilies(dtype: DType, orders: readonly number[]): Family[] {
  return fills.map(({ kind, name, elements, fill }) => ({
    kind,
    name,
    elements,
    batch(random, longest): Batch {
      const length = drawLength(random, longest);
      const count = Math.max(1, Math.min(40, Math.floor((random.unit() * 2 * longest) / length)));
      const slices = Array.from({ length: count }, () => drawSlice(random, spans[dtype], length, fill));
      const settings = orders.flatMap((p) => settingsAround(random.pick(slices), p, random));
      return { slices, settings };
    },
  }));
}

function drawSlice(random: Random, span: Span, length: number, fill: Fill): FloatArray {
  const slice = allocate(span.dtype, length);
  const draw = fill(random, span, length);
  for (let k = 0; k < length; k++) {
    const v = draw(k);
    slice[k] = v;
    // What is just below the largest can round past it.
    if (Math.abs(slice[k]!) === Infinity && Math.abs(v) < Infinity) slice[k] = Math.sign(v) * span.largest;
  }
  return slice;
}
