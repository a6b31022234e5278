import { type FloatArray, type Rule, type RuleOptions, resolveRule } from '@unitsphere/core';
import { exactNorm, isClamped, toFixed } from '@unitsphere/core/reference';
import type { Batch, Family } from './family.ts';
import { addends, squaredAddends } from './fill-slice.ts';
import { drawPlantedLength, type Random, shuffle } from './seeded-random.ts';

/** Slices whose N, or N² for the squared rules, is exactly epsilon, or one unit of either beside it. */
export const normAtEpsilonFamilies: readonly Family[] = [
  {
    kind: 'norms next to epsilon, p = 1',
    name: 'a norm of exactly epsilon is not clamped, one unit below is, p = 1',
    elements: 100_000,
    batch: (random, longest) => normAtEpsilon(random, longest, 1),
  },
  {
    kind: 'norms next to epsilon, p = 2',
    name: 'a norm of exactly epsilon is not clamped, one unit below is, p = 2',
    elements: 100_000,
    batch: (random, longest) => normAtEpsilon(random, longest, 2),
  },
  {
    kind: 'norms next to epsilon, p = ∞',
    name: 'a norm of exactly epsilon is not clamped, one unit below is, p = ∞',
    elements: 100_000,
    batch: (random, longest) => normAtEpsilon(random, longest, Infinity),
  },
  {
    kind: 'sums of squares next to epsilon',
    name: 'squares that add up to exactly epsilon are not clamped, one unit below are',
    elements: 100_000,
    batch: (random, longest) => squaresAtEpsilon(random, longest),
  },
];

/** The same batches in float64. */
export function widened({ batch, ...family }: Family): Family {
  return {
    ...family,
    batch(random, longest, round) {
      const { slices, settings } = batch(random, longest, round);
      return { slices: slices.map((slice) => Float64Array.from(slice)), settings };
    },
  };
}

/** A 53-bit integer epsilon; the slice's sum, or sum of squares, is epsilon^p or one unit more or less. */
function normAtEpsilon(random: Random, longest: number, p: number): Batch {
  const unit = 2 ** random.integer(-100, 30);
  const off = random.pick([-1n, 0n, 0n, 1n]);
  if (p === Infinity) {
    const largest = random.integer(2 ** 23 + 1, 2 ** 24 - 1);
    const others = body(random, drawPlantedLength(random, longest), largest);
    return slicesOf(random, [largest, ...others], unit, largest, off, ['max', 'keep-below', 'add'], p);
  }
  const epsilon = random.integer(2 ** 52 + 1, 2 ** 53 - 2);
  const length = drawPlantedLength(random, longest);
  const others = body(random, length, p === 1 ? Math.min(epsilon / length, 2 ** 24) : 2 ** 24);
  const total = BigInt(epsilon) ** BigInt(p) + off;
  const rest = others.reduce((left, n) => left - BigInt(n) ** BigInt(p), total);
  const parts = p === 1 ? addends(rest) : squaredAddends(rest);
  const numbers = [...others, ...parts.map(Number)];
  return slicesOf(random, numbers, unit, epsilon, off, ['max', 'keep-below', 'add'], p);
}

function squaresAtEpsilon(random: Random, longest: number): Batch {
  const unit = 2 ** random.integer(-100, 30);
  const off = random.pick([-1n, 0n, 0n, 1n]);
  const epsilon = random.integer(2 ** 52 + 1, 2 ** 53 - 2);
  const length = drawPlantedLength(random, longest);
  const others = body(random, length, Math.sqrt(epsilon / length) / 2);
  const rest = others.reduce((left, n) => left - BigInt(n) ** 2n, BigInt(epsilon) + off);
  const numbers = [...others, ...squaredAddends(rest).map(Number)];
  const settings: Rule[] = ['max-squared', 'add-squared'];
  return slicesOf(random, numbers, unit, epsilon, off, settings, 2);
}

/** Some integers up to `most`, which have at most 24 bits. */
function body(random: Random, length: number, most: number): number[] {
  return Array.from({ length: Math.max(length - 8, 0) }, () => random.integer(0, Math.floor(most) - 1));
}

/** `numbers` in units of `unit`, and the given rules with epsilon and the float64 on either side of it. */
function slicesOf(
  random: Random,
  numbers: readonly number[],
  unit: number,
  epsilon: number,
  off: bigint,
  rules: readonly Rule[],
  p: number,
): Batch {
  const slice = Float32Array.from(shuffle([...numbers], random), (n) => random.sign() * n * unit);
  const of = (rule: Rule): number => (rule.endsWith('-squared') ? unit * unit : unit);
  const settings = rules.flatMap((rule): RuleOptions[] => {
    // The last of 53 bits: epsilon is an integer of 24 bits for p = ∞, else of 53.
    const step = p === Infinity ? 2 ** -29 : 1;
    return [epsilon - step, epsilon, epsilon + step].map((e) => ({ p, rule, epsilon: e * of(rule) }));
  });
  prove(slice, settings[1]!, p === Infinity ? 0n : off);
  return { slices: [slice], settings };
}

/** That N or N² lies on the stated side of epsilon, and next to it. */
function prove(slice: FloatArray, setting: RuleOptions, off: bigint): void {
  const { p, denominator } = resolveRule(setting, 'float32');
  const norm = exactNorm(slice, p);
  const clamped = isClamped(norm, denominator);
  const exact =
    norm.radicand === 0n
      ? norm.rational === toFixed(denominator.epsilon)
      : norm.radicand ===
        (denominator.of === 'square'
          ? toFixed(denominator.epsilon) << 1330n
          : toFixed(denominator.epsilon) ** 2n);
  if (exact === (off === 0n) && clamped === off < 0n) return;
  throw new Error(`not at epsilon: ${JSON.stringify({ setting, off: String(off), clamped, exact })}`);
}
