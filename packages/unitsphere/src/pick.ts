import { createNormalizer, type Normalizer, type Reading } from '@unitsphere/core';
import { adopt, type OtherArray } from '@unitsphere/core/arrays';
import { candidates } from './candidates.ts';
import { type Chosen, choose } from './choose.ts';
import type { PickOptions } from './pick-options.ts';

/**
 * A normalizer that takes the arrays of other libraries too, and whose backend says why it was chosen: `backend.why`, and
 * `backend.considered` one by one.
 */
export interface Picked extends Normalizer<Reading, unknown, OtherArray> {
  readonly backend: Chosen;
}

/**
 * A normalizer on the best backend that starts here for what `options` say. What is not installed is passed over.
 * Throws the errors of `choose`.
 */
export async function pick(options: PickOptions = {}): Promise<Picked> {
  const backend = await choose(candidates, options);
  return { ...createNormalizer(backend, adopt), backend };
}
