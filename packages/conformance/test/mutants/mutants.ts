import { claimMutants } from './claim-mutants.ts';
import { gradientMutants } from './gradient-mutants.ts';
import { layoutMutants } from './layout-mutants.ts';
import { lifetimeMutants } from './lifetime-mutants.ts';
import { memoryMutants } from './memory-mutants.ts';
import type { Mutant } from './mutant.ts';
import { normMutants } from './norm-mutants.ts';
import { queueMutants } from './queue-mutants.ts';
import { rangeMutants } from './range-mutants.ts';
import { reachMutants } from './reach-mutants.ts';
import { relationMutants } from './relation-mutants.ts';
import { repetitionMutants } from './repetition-mutants.ts';
import { roundingMutants } from './rounding-mutants.ts';
import { ruleMutants } from './rule-mutants.ts';
import { specialMutants } from './special-mutants.ts';

/** Wrong backends, each of which the kit must reject, in groups that can run side by side. */
export const mutantGroups = {
  rounding: [...ruleMutants, ...roundingMutants],
  range: [...rangeMutants, ...specialMutants],
  layout: [...layoutMutants, ...normMutants],
  reach: reachMutants,
  behaviour: [
    ...gradientMutants,
    ...relationMutants,
    ...claimMutants,
    ...memoryMutants,
    ...repetitionMutants,
    ...lifetimeMutants,
    ...queueMutants,
  ],
} as const satisfies Readonly<Record<string, readonly Mutant[]>>;

export const mutants: readonly Mutant[] = Object.values(mutantGroups).flat();
