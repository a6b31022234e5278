import type { RuleOptions } from '@unitsphere/core';
import { roundFixed, toFixed } from '@unitsphere/core/reference';
import type { Tie } from './distance-to-tie.ts';
import type { Batch, Family } from './family.ts';
import { nearTieBatch } from './near-tie-batch.ts';
import { nearTieEpsilon } from './near-tie-epsilon.ts';
import { fillToward, type Quantity } from './near-tie-fill.ts';
import { drawPlantedLength, type Random } from './seeded-random.ts';

/** Slices with elements whose quotient lies next to a tie between two normal floats, on either side. */
export const nearTieFamilies: readonly Family[] = [
  family('sums within 2^-80 of a rounding tie fall on the right side, p = 1', 600_000, (random, longest) =>
    nearTie(random, longest, 1, 'none'),
  ),
  family('roots within 2^-80 of a rounding tie fall on the right side, p = 2', 600_000, (random, longest) =>
    nearTie(random, longest, 2, 'none'),
  ),
  family('norms plus epsilon within 2^-80 of a tie fall on the right side', 450_000, (random, longest) =>
    nearTie(random, longest, random.pick([1, 2]), 'add'),
  ),
  family('squares plus epsilon within 2^-80 of a tie fall on the right side', 300_000, (random, longest) =>
    nearTie(random, longest, 2, 'add-squared'),
  ),
  family(
    'the largest plus epsilon within 2^-80 of a tie falls on the right side',
    100_000,
    (random, longest) => nearTieBatch(random, longest, nearTieEpsilon(random, 'largest-plus'), 80),
  ),
  family('epsilon itself within 2^-75 of a tie falls on the right side', 150_000, (random, longest) =>
    nearTieBatch(random, longest, nearTieEpsilon(random, 'floor'), 75),
  ),
  family('the root of epsilon within 2^-56 of a tie falls on the right side', 100_000, (random, longest) =>
    nearTieBatch(random, longest, nearTieEpsilon(random, 'squared-floor'), 56),
  ),
];

function family(name: string, elements: number, batch: Family['batch']): Family {
  return { name, elements, batch };
}

function nearTie(random: Random, longest: number, p: 1 | 2, rule: 'none' | 'add' | 'add-squared'): Batch {
  const x = random.integer(2 ** 23, 2 ** 24 - 1) * 2 ** random.integer(-50, 80);
  const tie: Tie = {
    odd: BigInt(2 ** 24 + 1 + 2 * random.integer(0, 2 ** 23 - 1)),
    down: random.integer(rule === 'none' ? 25 : 27, 36),
  };
  const side = random.sign();
  const d = (toFixed(x) << BigInt(tie.down)) / tie.odd;
  const share = roundFixed(d) * random.unit() * 2 ** -random.integer(1, 30);
  const epsilon = rule === 'add-squared' ? share * share : share;
  const target = { p, d, epsilon: rule === 'none' ? 0 : epsilon, squared: rule === 'add-squared' };
  const length = drawPlantedLength(random, longest);
  const filled = fillToward(random, x, target, side, length);
  const settings: RuleOptions[] = rule === 'none' ? withoutEpsilon(p, share) : [{ p, rule, epsilon }];
  return nearTieBatch(random, longest, { x, tie, side, settings, ...filled }, 80);
}

/** The ways to divide by N itself, `below` being less than N. */
function withoutEpsilon(p: Quantity['p'], below: number): RuleOptions[] {
  const settings: RuleOptions[] = [
    { p },
    { p, rule: 'max', epsilon: below },
    { p, rule: 'keep-below', epsilon: below },
    { p, rule: 'add', epsilon: 0 },
  ];
  if (p === 1) return settings;
  return [
    ...settings,
    { p, rule: 'max-squared', epsilon: below * below },
    { p, rule: 'add-squared', epsilon: 0 },
  ];
}
