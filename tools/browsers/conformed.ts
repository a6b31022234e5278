import type { RunOptions } from '@unitsphere/conformance';
import { UnitsphereError } from '@unitsphere/core';
import { type Verified, verified } from '../verify/verified.ts';

/** Why a backend does not start here, in its own words. */
export interface Unavailable {
  readonly unavailable: string;
}

/** The kit's run on a backend in this page; where that does not start, why. Rejects with any other error. */
export async function conformed(name: string, options: RunOptions): Promise<Verified | Unavailable> {
  try {
    return await verified(name, options);
  } catch (error) {
    if (error instanceof UnitsphereError && error.code === 'backend-unavailable')
      return { unavailable: error.message };
    throw error;
  }
}
