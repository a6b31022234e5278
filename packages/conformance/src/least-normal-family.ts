import type { Batch, Family } from './family.ts';
import { drawPlantedLength, type Random } from './seeded-random.ts';

/** Halfway between the largest subnormal float32 and the least normal one, 2^-126. */
const boundary = 2 ** -126 * (1 - 2 ** -24);

/** A kernel that looks after subnormal results by the float32 it got misses those that came out as 2^-126. */
export const leastNormalFamily: Family = {
  name: 'quotients between the largest subnormal and the least normal float32 round once',
  elements: 100_000,
  batch: besideLeastNormal,
};

/** D = ε, within 8 units of where x/ε meets the boundary, from both sides. */
function besideLeastNormal(random: Random, longest: number): Batch {
  const x = Math.fround((1 + random.unit()) * 2 ** random.integer(-126, -60));
  const epsilon = (x / boundary) * (1 + random.integer(-8, 8) * 2 ** -52);
  const slice = new Float32Array(drawPlantedLength(random, longest));
  const planted = random.integer(1, slice.length);
  for (let k = 0; k < planted; k++) slice[random.integer(0, slice.length - 1)] = random.sign() * x;
  const settings = [1, 2, Infinity].map((p) => ({ p, rule: 'max', epsilon }) as const);
  return { slices: [slice], settings };
}
