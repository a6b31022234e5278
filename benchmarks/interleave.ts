/** One way of doing the work. */
export interface Contender {
  readonly name: string;
  run(): void;
}

/** Milliseconds of one run: median and 95th percentile over the rounds. */
export interface Timing {
  readonly name: string;
  readonly median: number;
  readonly p95: number;
}

/**
 * Times contenders in turn (A B C A B C …), so that whatever disturbs the machine meets them all. Each round of a
 * contender repeats the work until at least `leastMilliseconds` have passed; the first `warmUp` rounds don't count.
 */
export function interleave(
  contenders: readonly Contender[],
  {
    rounds,
    warmUp,
    leastMilliseconds,
  }: { readonly rounds: number; readonly warmUp: number; readonly leastMilliseconds: number },
): Timing[] {
  const samples = contenders.map((): number[] => []);
  const repeats = contenders.map(({ run }) => {
    const start = performance.now();
    run();
    return Math.max(1, Math.ceil(leastMilliseconds / Math.max(performance.now() - start, 1e-4)));
  });
  for (let round = 0; round < warmUp + rounds; round++) {
    contenders.forEach(({ run }, i) => {
      const start = performance.now();
      for (let repeat = 0; repeat < repeats[i]!; repeat++) run();
      const each = (performance.now() - start) / repeats[i]!;
      if (round >= warmUp) samples[i]!.push(each);
    });
  }
  return contenders.map(({ name }, i) => {
    const sorted = samples[i]!.sort((a, b) => a - b);
    const at = (share: number): number =>
      sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
    return { name, median: at(0.5), p95: at(0.95) };
  });
}
