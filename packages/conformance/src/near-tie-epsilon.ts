import { exactDenominator, roundFixed, surdOf, toFixed } from '@unitsphere/core/reference';
import { distanceToTie, type Tie } from './distance-to-tie.ts';
import { cutToFloat32 } from './fill-slice.ts';
import type { NearTie } from './near-tie-batch.ts';
import type { Random } from './seeded-random.ts';

type Kind = 'largest-plus' | 'floor' | 'squared-floor';

/** An element and an epsilon whose denominator brings the quotient next to a tie. */
export function nearTieEpsilon(random: Random, kind: Kind): NearTie {
  if (kind === 'floor') return floorAtTie(random);
  for (;;) {
    const candidate = kind === 'largest-plus' ? largestPlus(random) : squaredFloor(random);
    if (candidate !== undefined) return candidate;
  }
}

function draw(random: Random): { x: number; tie: Tie } {
  return {
    x: random.integer(2 ** 23, 2 ** 24 - 1) * 2 ** random.integer(-60, 60),
    tie: { odd: BigInt(2 ** 24 + 1 + 2 * random.integer(0, 2 ** 23 - 1)), down: random.integer(26, 34) },
  };
}

/** max|x| is x/tie cut to 24 bits and ε the rest, rounded to 53: close enough once in about eight draws. */
function largestPlus(random: Random): NearTie | undefined {
  const { x, tie } = draw(random);
  const d = (toFixed(x) << BigInt(tie.down)) / tie.odd;
  const largest = cutToFloat32(d);
  const epsilon = roundFixed(d - toFixed(largest));
  const { side, bits } = distanceToTie(x, tie, surdOf(toFixed(largest) + toFixed(epsilon), 0n));
  if (side === 0 || bits < 80) return undefined;
  const settings = [{ p: Infinity, rule: 'add', epsilon } as const];
  return { x, tie, side, others: [x / 2, largest, largest / 2], copies: 1, settings };
}

/** ε nearest to (x/tie)²: float64 is too coarse for more than about 2^-54, so the luckiest draws are kept. */
function squaredFloor(random: Random): NearTie | undefined {
  const { x, tie } = draw(random);
  const ratio = (toFixed(x) << BigInt(tie.down)) / tie.odd;
  const epsilon = roundFixed((ratio * ratio) >> 1330n);
  const denominator = { form: 'floor', of: 'square', epsilon } as const;
  const { side, bits } = distanceToTie(x, tie, exactDenominator(surdOf(0n, toFixed(x) ** 2n), denominator));
  if (side === 0 || bits < 56) return undefined;
  const settings = [{ p: 2, rule: 'max-squared', epsilon } as const];
  return { x, tie, side, others: [x / 2, x / 4], copies: 2, settings };
}

/**
 * ε·odd = x·2^s ± 1 in integers, which is as near as a float64 ε comes: x is the residue that makes odd divide the
 * right-hand side.
 */
function floorAtTie(random: Random): NearTie {
  for (;;) {
    const { tie } = draw(random);
    const { odd, down } = tie;
    const side = random.sign();
    let inverse = 1n;
    for (let i = 0; i < 53; i++) inverse = (inverse * ((odd + 1n) / 2n)) % odd;
    // ε too small (−1) lifts the quotient above the tie.
    const x = side > 0 ? inverse : odd - inverse;
    if (x < 1n << 23n || x >= 1n << 24n) continue;
    const epsilon = ((x << 53n) - BigInt(side)) / odd;
    const scale = random.integer(-60, 60);
    const others = [0.5, 0.25, 0.125].map((copy) => Number(x) * 2 ** scale * copy);
    const settings = [1, 2, Infinity].map((p) => ({
      p,
      rule: 'max' as const,
      epsilon: Number(epsilon) * 2 ** (scale + down - 53),
    }));
    return { x: Number(x) * 2 ** scale, tie, side, others, copies: 3, settings };
  }
}
