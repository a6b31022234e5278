/** Numbers in [0, 1), the same for the same seed (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** One finite element of a family of slices. */
export type Draw = (random: () => number) => number;

const signed = (random: () => number): number => (random() < 0.5 ? -1 : 1) * (0.5 + random() / 2);
const between = (random: () => number, least: number, most: number): number =>
  least + Math.floor(random() * (most - least + 1));

/** What float32 slices can be made of. */
export const float32Families = {
  ordinary: (random) => 2 * random() - 1,
  tiny: (random) => (2 * random() - 1) * 1e-30,
  subnormal: (random) => between(random, -1000, 1000) * 2 ** -149,
  huge: (random) => signed(random) * 3.4e38,
  'mixed scale': (random) => signed(random) * 2 ** between(random, -148, 127),
  integers: (random) => between(random, -100, 100),
  'signed zeros': (random) => [0, -0, 0, -0, 3][between(random, 0, 4)]!,
} satisfies Readonly<Record<string, Draw>>;

/** What float64 slices can be made of. */
export const float64Families = {
  ordinary: (random) => 2 * random() - 1,
  'many near the largest float64': (random) => signed(random) * Number.MAX_VALUE,
  'all subnormal': (random) => between(random, -(2 ** 40), 2 ** 40) * 2 ** -1074,
  'smallest subnormals': (random) => between(random, -3, 3) * 2 ** -1074,
  'from 2^-1074 to 2^1023': (random) => signed(random) * 2 ** between(random, -1073, 1023),
  'around 2^480, where scaling begins': (random) => signed(random) * 2 ** between(random, 470, 490),
  'around 2^-480, where scaling begins': (random) => signed(random) * 2 ** between(random, -490, -470),
  integers: (random) => between(random, -100, 100),
  'signed zeros': (random) => [0, -0, 0, -0, 3][between(random, 0, 4)]!,
} satisfies Readonly<Record<string, Draw>>;

export function float32Slice(draw: Draw, length: number, seed: number): Float32Array {
  const random = seeded(seed);
  return Float32Array.from({ length }, () => draw(random));
}

export function float64Slice(draw: Draw, length: number, seed: number): Float64Array {
  const random = seeded(seed);
  return Float64Array.from({ length }, () => draw(random));
}
