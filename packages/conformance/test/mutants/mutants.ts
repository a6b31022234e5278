import { claimMutants } from './claim-mutants.ts';
import { gradientMutants } from './gradient-mutants.ts';
import { layoutMutants } from './layout-mutants.ts';
import { lifetimeMutants } from './lifetime-mutants.ts';
import { memoryMutants } from './memory-mutants.ts';
import type { Mutant } from './mutant.ts';
import { normMutants } from './norm-mutants.ts';
import { queueMutants } from './queue-mutants.ts';
import { rangeMutants } from './range-mutants.ts';
import { repetitionMutants } from './repetition-mutants.ts';
import { roundingMutants } from './rounding-mutants.ts';
import { ruleMutants } from './rule-mutants.ts';
import { specialMutants } from './special-mutants.ts';

/** Wrong backends, each of which the kit must reject. */
export const mutants: readonly Mutant[] = [
  ...ruleMutants,
  ...roundingMutants,
  ...rangeMutants,
  ...specialMutants,
  ...layoutMutants,
  ...normMutants,
  ...gradientMutants,
  ...claimMutants,
  ...memoryMutants,
  ...repetitionMutants,
  ...lifetimeMutants,
  ...queueMutants,
];
