/** What a contender costs. */
export interface Cost {
  readonly name: string;
  /** Name of the roof that it is compared with; its own for a roof. */
  readonly roof: string;
  /** Milliseconds of one sample: of as many runs as are timed together. */
  readonly sample: number;
}

/** Rounds, and by contender those that it takes part in. */
export interface Plan {
  readonly rounds: number;
  readonly taking: ReadonlyMap<string, readonly boolean[]>;
}

/** Of a ratio, at least. */
const fewest = 2;

/**
 * Divides `budget` milliseconds: everyone gets the same time, and what short ones leave, since nobody takes part in more than
 * `most` rounds, goes to the others. Slow ones take part in fewer rounds, spread evenly; roofs in every round of theirs.
 */
export function planRounds(costs: readonly Cost[], budget: number, most: number): Plan {
  const counts = new Map<string, number>();
  let rest = budget;
  const ascending = [...costs].sort((a, b) => a.sample - b.sample);
  for (const [i, { name, sample }] of ascending.entries()) {
    const share = rest / (ascending.length - i);
    const count = Math.max(fewest, Math.min(most, Math.floor(share / sample)));
    counts.set(name, count);
    rest -= count * sample;
  }
  const rounds = Math.max(fewest, ...counts.values());
  const spread = (name: string): boolean[] => {
    const count = counts.get(name) ?? 0;
    const before = (round: number): number => Math.floor((round * count) / rounds);
    return Array.from({ length: rounds }, (_, round) => before(round + 1) > before(round));
  };
  const taking = new Map(costs.map(({ name }) => [name, spread(name)]));
  for (const { name, roof } of costs) {
    const [own, under] = [taking.get(name), taking.get(roof)];
    if (own && under)
      taking.set(
        roof,
        under.map((takes, round) => takes || own[round] === true),
      );
  }
  return { rounds, taking };
}
