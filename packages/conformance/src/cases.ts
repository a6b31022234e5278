import { axisCases } from './axis-cases.ts';
import type { Case } from './case.ts';
import { contractCases } from './contract/contract-cases.ts';
import { gradientCases } from './gradient-cases.ts';
import { normCases } from './norm-cases.ts';
import { outputCases } from './output-cases.ts';
import { presetCases } from './preset-cases.ts';
import { relationCases } from './relations/relation-cases.ts';
import { ruleCases } from './rule-cases.ts';
import { shapeCases } from './shape-cases.ts';
import { dtypeCases, valueCases } from './value-cases.ts';

/** Everything that a backend is held to, in the order of the plan. */
export const cases: readonly Case[] = [
  ...valueCases,
  ...shapeCases,
  ...axisCases,
  ...ruleCases,
  ...dtypeCases,
  ...presetCases,
  ...outputCases,
  ...normCases,
  ...gradientCases,
  ...contractCases,
  ...relationCases,
];
