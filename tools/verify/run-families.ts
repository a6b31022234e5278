import type { Batch, Family } from './family.ts';
import { newOutcome, type Outcome } from './outcome.ts';
import { type Random, seededRandom } from './seeded-random.ts';

/** How much of a whole run, and from which draws. */
export interface Amount {
  readonly share: number;
  readonly seed: number;
  /** Elements of the longest slice. */
  readonly longest: number;
}

/** What one family came to. */
export interface Row extends Outcome {
  readonly name: string;
  /** Elements drawn, before settings. */
  readonly drawn: number;
  readonly seconds: number;
}

/** Draws each family's share of batches, at least one, and runs them. */
export function runFamilies(
  families: readonly Family[],
  { share, seed, longest }: Amount,
  run: (batch: Batch, random: Random, outcome: Outcome) => void,
): Row[] {
  return families.map(({ name, elements, batch }, i) => {
    const random = seededRandom(seed * 1000 + i);
    const started = performance.now();
    const outcome = newOutcome();
    let drawn = 0;
    do {
      const made = batch(random, longest);
      run(made, random, outcome);
      for (const slice of made.slices) drawn += slice.length;
    } while (drawn < elements * share);
    return { name, drawn, ...outcome, seconds: (performance.now() - started) / 1000 };
  });
}
