import { type RuleOptions, resolveRule } from '@unitsphere/core';
import { exactDenominator, exactNorm } from '@unitsphere/core/reference';
import { distanceToTie, nearestAtTie, type Tie } from './distance-to-tie.ts';
import type { Batch } from './family.ts';
import { drawPlantedLength, type Random, shuffle } from './seeded-random.ts';

/** Elements of which `slice[0] = x` and copies of it by powers of two have quotients at `tie`. */
export interface NearTie {
  readonly x: number;
  readonly tie: Tie;
  readonly side: -1 | 1;
  /** The other elements, copies of x first. */
  readonly others: readonly number[];
  readonly copies: number;
  readonly settings: readonly RuleOptions[];
}

/** One slice in random order and signs, proved in integers to lie where it should for every setting. */
export function nearTieBatch(
  random: Random,
  longest: number,
  { x, tie, side, others, copies, settings }: NearTie,
  bits: number,
): Batch {
  const zeros = Math.floor(
    Math.max(drawPlantedLength(random, longest) - others.length - 1, 0) * random.unit(),
  );
  const magnitudes = [x, ...others, ...new Array<number>(zeros).fill(0)];
  const order = shuffle([...magnitudes.keys()], random);
  const slice = Float32Array.from(order, (from) => random.sign() * magnitudes[from]!);
  for (const setting of settings) {
    const { p, denominator } = resolveRule(setting, 'float32');
    const found = distanceToTie(x, tie, exactDenominator(exactNorm(slice, p), denominator));
    if (found.side !== side || found.bits < bits) {
      throw new Error(`not a near tie: ${JSON.stringify({ x, side, setting, found })}`);
    }
  }
  const result = nearestAtTie(tie, side);
  const known = order.flatMap((from, element) =>
    from > copies
      ? []
      : [{ slice: 0, element, result: Math.sign(slice[element]!) * result * (magnitudes[from]! / x) }],
  );
  return { slices: [slice], settings, known };
}
