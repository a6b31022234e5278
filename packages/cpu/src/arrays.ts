import type { FloatArray } from '@unitsphere/core';
import { createNormalizer, type Normalizer } from '@unitsphere/core';
import { adopt, type OtherArray } from '@unitsphere/core/arrays';
import { cpu } from './cpu.ts';

/** The calls of a normalizer on cpu that takes other libraries' arrays. */
export type Calls = Normalizer<'sync', FloatArray, OtherArray>;

const normalizer: Calls = createNormalizer(cpu(), adopt);

/** As the `normalize` of `@unitsphere/cpu`, also for the arrays of other libraries, with results in kind. */
export const normalize: Calls['normalize'] = normalizer.normalize;

/** As `normalize`, with the norms and a tally of the slices. */
export const normalizeWithNorms: Calls['normalizeWithNorms'] = normalizer.normalizeWithNorms;

/** N of each slice in float64, to ≤ 1 ULP. */
export const norms: Calls['norms'] = normalizer.norms;

/** The vector-Jacobian product; its error bound: docs/numerics.md, "Gradient". */
export const gradient: Calls['gradient'] = normalizer.gradient;
