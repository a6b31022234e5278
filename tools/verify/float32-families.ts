import type { Family } from './family.ts';
import { generalFamilies } from './general-families.ts';
import { nearTieFamilies } from './near-tie-families.ts';
import { normAtEpsilonFamilies } from './norm-at-epsilon-families.ts';
import { subnormalTieFamilies } from './subnormal-tie-families.ts';

/** Every kind of float32 slice whose results are correctly rounded: p = 1, 2 and ∞, every rule. */
export const float32Families: readonly Family[] = [
  ...generalFamilies('float32', [1, 2, Infinity]),
  ...nearTieFamilies,
  ...subnormalTieFamilies,
  ...normAtEpsilonFamilies,
];
