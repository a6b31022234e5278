import type { Prepared } from './contender.ts';
import { planRounds } from './plan-rounds.ts';
import { shuffled } from './random.ts';

/** A contender that is ready. */
export interface Entrant {
  readonly name: string;
  /** Of the roof that it is compared with; its own name for a roof. */
  readonly roof: string;
  readonly prepared: Pick<Prepared, 'run' | 'timed'>;
}

/** Of one entrant; `failure` in words where it could not go on. */
export interface Timing {
  readonly name: string;
  readonly repeats: number;
  /** Of one run, by round; undefined in rounds without it. */
  readonly rounds: readonly (number | undefined)[];
  /** Where it was too slow for rounds: of one run, and of one of its roof after it, if that is there. */
  readonly once?: { readonly milliseconds: number; readonly roof?: number };
  readonly failure?: string;
}

export interface Interleaving {
  /** Milliseconds for all rounds together, collecting garbage included. */
  readonly budget: number;
  readonly rounds: number;
  /** Milliseconds that a sample lasts at least. */
  readonly leastSample: number;
  /** Milliseconds of the longest run that is repeated; a longer one is timed once. */
  readonly longestRun: number;
  /** Milliseconds that one run may last. */
  readonly longestOnce: number;
  /** Decides the order within rounds. */
  readonly seed: number;
  /** Share of the rounds that is done. */
  progress?(done: number): void;
  readonly signal?: AbortSignal;
  /** Milliseconds. */
  now?(): number;
  /** Collects garbage; not timed. */
  collect?(): void;
}

/** Milliseconds of running before anything counts, so that what compiles while it runs has done so. */
const warmUp = 25;
/** Milliseconds of a run that is not repeated to be sure. */
const dear = 200;
/** Samples of it, also where a clock stands still. */
const mostWarmUps = 40;

interface Ready extends Entrant {
  readonly repeats: number;
  readonly sample: number;
}

/**
 * Times entrants in turn (A B C A B C …), so that what disturbs the machine meets them all. Each has been warmed up; a sample
 * repeats the run until it lasts `leastSample`. One that is too slow for every round follows its roof in those that it takes
 * part in.
 */
export async function interleave(entrants: readonly Entrant[], options: Interleaving): Promise<Timing[]> {
  const {
    now = () => performance.now(),
    collect = () => (globalThis as { gc?(): void }).gc?.(),
    signal,
  } = options;
  const ready: Ready[] = [];
  const slow = new Map<string, number>();
  const failures = new Map<string, string>();
  for (const entrant of entrants) {
    signal?.throwIfAborted();
    await attempt(entrant.name, failures, async () => {
      const calibration = await calibrated(entrant, options, now);
      if ('once' in calibration) slow.set(entrant.name, calibration.once);
      else ready.push({ ...entrant, ...calibration });
    });
  }
  const roofs = new Map<string, number>();
  for (const { name, roof } of entrants) {
    const copy = slow.has(name) && ready.find((each) => each.name === roof);
    if (copy) roofs.set(name, (await millisecondsOf(copy.prepared, copy.repeats, now)) / copy.repeats);
  }
  const collecting = now();
  collect();
  const garbage = now() - collecting;
  // A quarter of the time for garbage at most.
  const most = Math.max(
    2,
    Math.min(options.rounds, Math.floor(options.budget / 4 / Math.max(garbage, 1e-3))),
  );
  const { rounds, taking } = planRounds(ready, options.budget - most * garbage, most);
  const samples = new Map(ready.map(({ name }) => [name, new Array<number | undefined>(rounds)]));
  const order = orderOf(ready, options.seed, (name) => taking.get(name)?.includes(false) === true);
  const start = now();
  for (let round = 0; round < rounds; round++) {
    // Where the machine has become slower than it was: everyone has what is needed at least.
    const enough = (): boolean =>
      [...samples].every(
        ([name, of]) => failures.has(name) || of.filter((each) => each !== undefined).length >= 2,
      );
    if (now() - start > 1.5 * options.budget && enough()) break;
    collect();
    for (const { name, prepared, repeats } of order) {
      signal?.throwIfAborted();
      if (failures.has(name) || !taking.get(name)?.[round]) continue;
      await attempt(name, failures, async () => {
        const milliseconds = await millisecondsOf(prepared, repeats, now);
        // Less than a step of the clock is not known.
        if (milliseconds > 0) samples.get(name)![round] = milliseconds / repeats;
      });
    }
    options.progress?.((round + 1) / rounds);
  }
  return entrants.map(({ name }) => {
    const failure = failures.get(name);
    const milliseconds = slow.get(name);
    const roof = roofs.get(name);
    return {
      name,
      repeats: ready.find((each) => each.name === name)?.repeats ?? 1,
      rounds: Array.from(samples.get(name) ?? []),
      ...(milliseconds !== undefined && { once: { milliseconds, ...(roof !== undefined && { roof }) } }),
      ...(failure !== undefined && { failure }),
    };
  });
}

/** How often it must run for a sample, and how long that takes; or its one run. Throws where that takes too long. */
async function calibrated(
  { name, roof, prepared }: Entrant,
  { leastSample, longestRun, longestOnce }: Interleaving,
  now: () => number,
): Promise<{ readonly repeats: number; readonly sample: number } | { readonly once: number }> {
  let each = await millisecondsOf(prepared, 1, now);
  // Whatever it takes, nothing can be said without a roof.
  if (name !== roof) {
    if (each > longestOnce)
      throw new Error(
        `a run takes ${Math.round(each)} ms, more than the ${Math.round(longestOnce)} that there are for one`,
      );
    if (each > longestRun) return { once: each };
  }
  // Where the machine stalls, a run looks longer than it is: the shortest counts, and one alone only where a second is dear.
  let last = each < dear ? 0 : each;
  for (let [warm, count, samples] = [each, 1, 0]; samples < mostWarmUps; samples++) {
    if (warm >= warmUp && last >= leastSample) break;
    count = Math.min(8 * count, Math.ceil(leastSample / Math.max(each, 1e-5)));
    last = await millisecondsOf(prepared, count, now);
    if (last > 0) each = Math.min(each || Infinity, last / count);
    warm += last;
  }
  const repeats = Math.max(1, Math.ceil(leastSample / Math.max(each, 1e-5)));
  return { repeats, sample: Math.max(repeats * each, 1e-3) };
}

/** Shuffled; those for which `isSlow` directly after their roof. */
function orderOf(ready: readonly Ready[], seed: number, isSlow: (name: string) => boolean): Ready[] {
  const order = shuffled(ready, seed);
  const follows = ({ name, roof }: Ready): boolean =>
    name !== roof && isSlow(name) && ready.some((each) => each.name === roof);
  return order
    .filter((each) => !follows(each))
    .flatMap((each) => [each, ...order.filter((other) => other.roof === each.name && follows(other))]);
}

async function attempt(
  name: string,
  failures: Map<string, string>,
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    failures.set(name, error instanceof Error ? error.message : String(error));
  }
}

async function millisecondsOf(
  { run, timed }: Entrant['prepared'],
  count: number,
  now: () => number,
): Promise<number> {
  if (timed) return await timed(count);
  const start = now();
  for (let i = 0; i < count; i++) {
    const pending = run();
    if (pending instanceof Promise) await pending;
  }
  return now() - start;
}
