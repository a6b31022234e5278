import type { Candidate } from './candidate.ts';
import type { PickOptions } from './pick-options.ts';

/** A candidate with its place, 0 the best, and what it is that puts it there, in words. */
export interface Placed {
  readonly candidate: Candidate;
  readonly place: number;
  readonly reason: string;
}

/**
 * The candidates with the best first: as `backends` names them, or else those whose buffers are where the values are,
 * and of those the ones whose start is repaid. What a GPU gains on values in the host's memory it loses by their way
 * there and back.
 */
export function order(
  candidates: readonly Candidate[],
  { backends, residency = 'host', elements = Infinity }: PickOptions,
): Placed[] {
  const placed = candidates.flatMap((candidate): Placed[] => {
    const { name, residency: own = 'host', worthFrom = 0 } = candidate;
    if (backends !== undefined) {
      const place = backends.indexOf(name);
      const reason = backends.length === 1 ? 'named' : `named, number ${place + 1} of ${backends.length}`;
      return place < 0 ? [] : [{ candidate, place, reason }];
    }
    const place = own === residency ? 0 : 2;
    if (elements < worthFrom)
      return [{ candidate, place: place + 1, reason: `its start pays from ${worthFrom} elements on` }];
    const reason = own === 'host' ? "for values in the host's memory" : 'for values on a device';
    return [{ candidate, place, reason }];
  });
  return placed.sort((a, b) => a.place - b.place);
}
