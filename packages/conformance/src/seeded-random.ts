/** Draws that repeat for one seed. */
export interface Random {
  /** Uniform in [0, 1), 53 bits. */
  unit(): number;
  /** Uniform in [from, to], both integers, at most 2^53 apart. */
  integer(from: number, to: number): number;
  /** Either, equally often. */
  sign(): 1 | -1;
  /** One of `choices`, each equally often. */
  pick<T>(choices: readonly T[]): T;
}

/** Mulberry32 (T. Ettinger, public domain), two draws for a float64. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  const word = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return (t ^ (t >>> 14)) >>> 0;
  };
  const unit = (): number => ((word() >>> 5) * 2 ** 26 + (word() >>> 6)) * 2 ** -53;
  const integer = (from: number, to: number): number => from + Math.floor(unit() * (to - from + 1));
  return {
    unit,
    integer,
    sign: () => (unit() < 0.5 ? -1 : 1),
    pick: (choices) => choices[integer(0, choices.length - 1)]!,
  };
}

/** 1 to `longest`, every order of magnitude alike, and the lengths around a kernel's blocks more often. */
export function drawLength(random: Random, longest: number): number {
  if (random.unit() < 0.2) {
    return Math.min(random.pick([1, 2, 3, 4, 5, 7, 255, 256, 257, 511, 1023, 4096, 4097, 5000]), longest);
  }
  return Math.min(longest, Math.floor((longest + 1) ** random.unit()));
}

/** As `drawLength`, two of three at most 24: what is planted in a slice is a few elements, however long it is. */
export function drawPlantedLength(random: Random, longest: number): number {
  return drawLength(random, random.unit() < 2 / 3 ? Math.min(longest, 24) : longest);
}

export function shuffle<T>(list: T[], random: Random): T[] {
  for (let i = list.length - 1; i > 0; i--) {
    const j = random.integer(0, i);
    [list[i], list[j]] = [list[j]!, list[i]!];
  }
  return list;
}
