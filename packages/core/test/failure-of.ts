import { UnitsphereError } from '../src/index.ts';

/** The typed error that `action` throws; anything else, or nothing, is itself a failure. */
export function failureOf(action: () => unknown): UnitsphereError {
  let result: unknown;
  try {
    result = action();
  } catch (error) {
    if (error instanceof UnitsphereError) return error;
    throw error;
  }
  throw new Error(`expected a UnitsphereError, got ${String(result)}`);
}

/** The typed error with which `promise` rejects. */
export async function rejectionOf(promise: Promise<unknown>): Promise<UnitsphereError> {
  let result: unknown;
  try {
    result = await promise;
  } catch (error) {
    if (error instanceof UnitsphereError) return error;
    throw error;
  }
  throw new Error(`expected a rejection, got ${String(result)}`);
}
