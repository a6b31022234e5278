import { allocate, type DType, type FloatArray, type RuleOptions } from '@unitsphere/core';
import type { Batch, Family } from './family.ts';
import type { Random } from './seeded-random.ts';

/** Where blocks, lanes and counters end, in elements. */
const edges = [127, 128, 255, 256, 511, 512, 1023, 1024, 2047, 2048, 4095, 4096, 8191, 8192, 65535, 65536];
/** Short runs take the first of them. */
const lengths = [300, 4097, 9001, 70_001, 257, 1025, 8193, 65_537];

/** Long slices of zeros, which cost the oracle nothing, with values at both ends, at the edges and here and there. */
export function sparseFamily(dtype: DType, orders: readonly number[]): Family {
  return {
    kind: 'long slices with values among zeros',
    name: 'slices of 257 to 70001, zeros but for some elements, are normalized to their last element',
    elements: 105_000,
    rounds: 4,
    quickRounds: 3,
    batch(random, longest, round): Batch {
      const usable = lengths.filter((each) => each <= longest);
      const length = usable[round % usable.length] ?? longest;
      const p = orders[round % orders.length]!;
      const slices = Array.from({ length: length > 5000 ? 1 : 3 }, () => sparse(dtype, length, random));
      return { slices, settings: settingsOf(p, round) };
    },
  };
}

function sparse(dtype: DType, length: number, random: Random): FloatArray {
  const slice = allocate(dtype, length);
  const draw = (): number => random.sign() * (1 + random.unit());
  for (let i = 0; i < 12; i++) slice[random.integer(0, length - 1)] = draw();
  for (const k of [0, ...edges.filter((edge) => edge < length), length - 1]) slice[k] = draw();
  return slice;
}

/** Plain, and a rule whose ε makes a difference. */
export function settingsOf(p: number, round: number): readonly RuleOptions[] {
  const rule = (['max', 'add', 'keep-below'] as const)[round % 3]!;
  return [{ p }, { p, rule, epsilon: 0.5 }];
}
