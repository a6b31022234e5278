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

/** The ULP of the least normal float32 and of what is above it, up to 2^-125. */
const unit = 2 ** -149;

/** What is normal, but would not be with a bit less: kernels that scale or flush subnormals get it wrong too. */
export const aboveLeastNormalFamily: Family = {
  name: 'quotients within 64 units above the least normal float32 round once',
  elements: 60_000,
  rounds: 24,
  batch: aboveLeastNormal,
};

/** D = ε, where x/ε comes within 2^-50 of a float32 or of the middle between two. */
function aboveLeastNormal(random: Random, longest: number): Batch {
  const x = Math.fround((1 + random.unit()) * 2 ** random.integer(-126, -60));
  const target = 2 ** -126 + (random.integer(0, 128) / 2) * unit;
  const epsilon = (x / target) * (1 + random.integer(-4, 4) * 2 ** -52);
  const slice = new Float32Array(drawPlantedLength(random, longest));
  for (let k = 0; k < slice.length; k++) slice[k] = random.integer(-1, 1) * x;
  const settings = [1, 2, Infinity].map((p) => ({ p, rule: 'max', epsilon }) as const);
  return { slices: [slice], settings };
}
