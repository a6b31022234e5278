import { choose, createNormalizer, type Need, type Normalizer } from '@unitsphere/core';
import { candidates } from './candidates.ts';

export { candidates };

/**
 * A normalizer on the best backend that starts here and supports `need`, or on the one called `name`.
 * Throws `unknown-backend`, `backend-unavailable` with every reason, `unsupported`.
 */
export async function pick(need: Need = {}, name = 'auto'): Promise<Normalizer> {
  return createNormalizer(await choose(candidates, name, need));
}
