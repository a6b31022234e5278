import fc from 'fast-check';

/** Checks a property on `runs` inputs from a fixed seed, which fast-check prints with the counterexample on failure. */
export function holds<Ts>(property: fc.IRawProperty<Ts>, runs = 100): void {
  fc.assert(property, { seed: 20240, numRuns: runs });
}

/** As `holds`, for a property that waits. */
export async function holdsAsync<Ts>(property: fc.IAsyncProperty<Ts>, runs = 100): Promise<void> {
  await fc.assert(property, { seed: 20240, numRuns: runs });
}
