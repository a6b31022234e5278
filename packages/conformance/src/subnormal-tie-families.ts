import { type RuleOptions, resolveRule } from '@unitsphere/core';
import { exactDenominator, exactNorm } from '@unitsphere/core/reference';
import { distanceToTie, nearestAtTie, type Tie } from './distance-to-tie.ts';
import type { Batch, Family } from './family.ts';
import { addends, squaredAddends } from './fill-slice.ts';
import { drawPlantedLength, type Random, shuffle } from './seeded-random.ts';

/** How a slice comes by a dyadic denominator D. */
type Kind = 'none' | 'add' | 'add-squared' | 'largest' | 'floor' | 'squared-floor';

/** Quotients on a tie between two subnormals, or off it by as little as D can change. Normal results cannot tie. */
export const subnormalTieFamilies: readonly Family[] = [
  family('subnormal results on a tie round to even, one unit off to the nearest, p = 1', (random, longest) =>
    subnormalTie(random, longest, 1, random.pick(['none', 'add'])),
  ),
  family('subnormal results on a tie round to even, one unit off to the nearest, p = 2', (random, longest) =>
    subnormalTie(random, longest, 2, random.pick(['none', 'add', 'add-squared'])),
  ),
  family('subnormal results on a tie round to even, one unit off to the nearest, p = ∞', (random, longest) =>
    subnormalTie(random, longest, Infinity, 'largest'),
  ),
  family('subnormal results on a tie of epsilon round to even', (random, longest) =>
    random.unit() < 0.5
      ? subnormalTie(random, longest, random.pick([1, 2, Infinity]), 'floor')
      : subnormalTie(random, longest, 2, 'squared-floor'),
  ),
];

function family(name: string, batch: Family['batch']): Family {
  return { name, elements: 200_000, batch };
}

/**
 * D = c · 2^b for a small c, and elements x = m·c · 2^(b − 150), m odd, so that x/D = m · 2^-150: halfway between
 * two multiples of 2^-149. `off` moves D by one unit of its sum, up or down.
 */
function subnormalTie(random: Random, longest: number, p: number, kind: Kind): Batch {
  const b = random.integer(1, 60);
  const c = random.pick([1, 1, 3, 5, 12]) + (kind.startsWith('add') ? 1 : 0);
  const off = random.pick([-1, 0, 0, 1] as const);
  // A float32 D moves by 2^-23, which must not carry m past the next float.
  const half = kind === 'largest' ? 2 ** 18 : Math.floor(2 ** 23 / c);
  const ties = Array.from({ length: random.integer(1, 6) }, () =>
    random.unit() < 0.3 ? random.pick([1, 3, 2 * half - 1]) : 2 * random.integer(0, half - 1) + 1,
  );
  const unit = 2 ** (b - 150);
  const { others, settings } = complete(p, kind, { b, c, off, multiples: ties.map((m) => BigInt(m * c)) });
  const zeros = Math.max(drawPlantedLength(random, longest) - ties.length - others.length, 0);
  const magnitudes = [...ties.map((m) => m * c * unit), ...others, ...new Array<number>(zeros).fill(0)];
  const order = shuffle([...magnitudes.keys()], random);
  const slice = Float32Array.from(order, (from) => random.sign() * magnitudes[from]!);
  const side = off === 0 ? 0 : off > 0 ? -1 : 1;
  const known = order.flatMap((from, element) => {
    if (from >= ties.length) return [];
    const tie: Tie = { odd: BigInt(ties[from]!), down: 150 };
    for (const setting of settings) prove(slice, magnitudes[from]!, tie, side, setting);
    return [{ slice: 0, element, result: Math.sign(slice[element]!) * nearestAtTie(tie, side) }];
  });
  return { slices: [slice], settings, known };
}

interface Part {
  readonly b: number;
  readonly c: number;
  readonly off: -1 | 0 | 1;
  /** The elements that are there already, in units of 2^(b − 150). */
  readonly multiples: readonly bigint[];
}

/** The other elements that D needs, and the settings that divide by it. */
function complete(
  p: number,
  kind: Kind,
  { b, c, off, multiples }: Part,
): { others: number[]; settings: RuleOptions[] } {
  const fromUnits = (parts: bigint[]): number[] => parts.map((n) => Number(n) * 2 ** (b - 150));
  if (kind === 'floor')
    return { others: [], settings: [{ p, rule: 'max', epsilon: stepped(c * 2 ** b, off) }] };
  if (kind === 'squared-floor') {
    return { others: [], settings: [{ p, rule: 'max-squared', epsilon: stepped((c * 2 ** b) ** 2, off) }] };
  }
  if (kind === 'largest') {
    const largest = c * 2 ** b;
    const step =
      2 ** (Math.floor(Math.log2(largest)) - 23) * (off < 0 && Number.isInteger(Math.log2(c)) ? 0.5 : 1);
    return { others: [largest + off * step], settings: [{ p }] };
  }
  // With ε = 2^b added to N, or 2^2b to N², the elements make up the rest.
  const whole = BigInt(kind === 'add' ? c - 1 : c) << 150n;
  const square = whole * whole - (kind === 'add-squared' ? 1n << 300n : 0n);
  const rest = multiples.reduce(
    (left, n) => left - (p === 1 ? n : n * n),
    (p === 1 ? whole : square) + BigInt(off),
  );
  const settings: RuleOptions[] =
    kind === 'none' ? [{ p }] : [{ p, rule: kind, epsilon: kind === 'add' ? 2 ** b : 4 ** b }];
  return { others: fromUnits(p === 1 ? addends(rest) : squaredAddends(rest)), settings };
}

/** The float64 next to x > 0. */
function stepped(x: number, off: -1 | 0 | 1): number {
  const bits = new BigInt64Array(Float64Array.of(x).buffer);
  bits[0]! += BigInt(off);
  return new Float64Array(bits.buffer)[0]!;
}

function prove(slice: Float32Array, x: number, tie: Tie, side: number, setting: RuleOptions): void {
  const { p, denominator } = resolveRule(setting, 'float32');
  const found = distanceToTie(x, tie, exactDenominator(exactNorm(slice, p), denominator));
  if (found.side !== side)
    throw new Error(`not a tie: ${JSON.stringify({ x, side, setting, found: found.side })}`);
}
