import type { Case } from '../case.ts';
import { directionalDifference } from './gradient-relation.ts';
import { twice, unitNorm } from './norm-relations.ts';
import { relationCase } from './relation-case.ts';
import { batching, transposing } from './shape-relations.ts';
import { negating, permuting, scaling } from './slice-relations.ts';

/** How results of several calls hang together, on examples that are drawn and shrunk. */
export const relationCases: readonly Case[] = (['float32', 'float64'] as const).flatMap((dtype) => [
  relationCase(scaling, dtype),
  relationCase(negating, dtype),
  relationCase(permuting, dtype),
  relationCase(transposing, dtype),
  relationCase(batching, dtype),
  relationCase(unitNorm, dtype),
  relationCase(twice, dtype),
  relationCase(directionalDifference, dtype),
]);
