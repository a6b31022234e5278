import type { Case } from '../case.ts';
import { aliasingCases } from './aliasing-cases.ts';
import { borrowCases } from './borrow-cases.ts';
import { capabilityCases } from './capability-cases.ts';
import { errorCases } from './error-cases.ts';
import { inputCases } from './input-cases.ts';
import { lifetimeCases } from './lifetime-cases.ts';
import { memoryCases } from './memory-cases.ts';
import { orderCases } from './order-cases.ts';
import { readingCases } from './reading-cases.ts';
import { repetitionCases } from './repetition-cases.ts';
import { viewCases } from './view-cases.ts';

/** Promises of the contract that no single value shows. */
export const contractCases: readonly Case[] = [
  ...capabilityCases,
  ...readingCases,
  ...inputCases,
  ...viewCases,
  ...aliasingCases,
  ...orderCases,
  ...repetitionCases,
  ...lifetimeCases,
  ...borrowCases,
  ...errorCases,
  ...memoryCases,
];
