import { createNormalizer, type Normalizer } from '@unitsphere/core';
import { cpu } from './cpu.ts';

const normalizer: Normalizer<'sync'> = createNormalizer(cpu());

/** Each slice divided by its denominator, at once; options and errors: `Normalizer` in @unitsphere/core. */
export const normalize: Normalizer<'sync'>['normalize'] = normalizer.normalize;

/** As `normalize`, with the norms and a tally of the slices. */
export const normalizeWithNorms: Normalizer<'sync'>['normalizeWithNorms'] = normalizer.normalizeWithNorms;

/** N of each slice in float64, to ≤ 1 ULP. */
export const norms: Normalizer<'sync'>['norms'] = normalizer.norms;

/** The vector-Jacobian product; its error bound: docs/numerics.md, "Gradient". */
export const gradient: Normalizer<'sync'>['gradient'] = normalizer.gradient;
