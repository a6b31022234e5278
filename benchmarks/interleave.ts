/** One way of doing the work. */
export interface Contender {
  readonly name: string;
  /** May give a promise, which is waited for. */
  run(): unknown;
}

/** Milliseconds of one run: median and 95th percentile over the rounds, and each round's in turn. */
export interface Timing {
  readonly name: string;
  readonly median: number;
  readonly p95: number;
  readonly rounds: readonly number[];
}

/**
 * Times contenders in turn (A B C A B C …), so that whatever disturbs the machine meets them all. Each round of a
 * contender repeats the work until at least `leastMilliseconds` have passed; the first `warmUp` rounds don't count.
 */
export async function interleave(
  contenders: readonly Contender[],
  {
    rounds,
    warmUp,
    leastMilliseconds,
  }: { readonly rounds: number; readonly warmUp: number; readonly leastMilliseconds: number },
): Promise<Timing[]> {
  const samples = contenders.map((): number[] => []);
  const repeats: number[] = [];
  for (const { run } of contenders) {
    await times(run, 2);
    repeats.push(Math.max(1, Math.ceil(leastMilliseconds / Math.max(await times(run, 1), 1e-4))));
  }
  for (let round = 0; round < warmUp + rounds; round++) {
    for (const [i, { run }] of contenders.entries()) {
      const each = (await times(run, repeats[i]!)) / repeats[i]!;
      if (round >= warmUp) samples[i]!.push(each);
    }
  }
  return contenders.map(({ name }, i) => {
    const rounds = samples[i]!;
    return { name, median: quantile(rounds, 0.5), p95: quantile(rounds, 0.95), rounds };
  });
}

/** The value that `share` of the values do not exceed. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
}

/** Milliseconds of `count` runs. */
async function times(run: () => unknown, count: number): Promise<number> {
  const start = performance.now();
  for (let i = 0; i < count; i++) {
    const pending = run();
    if (pending instanceof Promise) await pending;
  }
  return performance.now() - start;
}
