import { breather } from '../breather.ts';
import type { Case } from '../case.ts';
import { Failure } from '../failure.ts';
import { subjectOf } from '../subject.ts';
import { type Bench, drawCall, readCopy } from './bench.ts';
import { contractCase } from './contract-case.ts';
import { heapHere } from './heap.ts';

/** Elements of each buffer: large beside what a round leaves in the engine's own tables. */
const length = 4096;

/**
 * A round makes two buffers and reads one. What leaks a buffer, or an array read, keeps `length` elements a round: the
 * bound is half of that, so that a leak in every other round shows. Rounds before the first measurement let engines
 * compile, and pools fill.
 */
const leastRounds = 250;
const warmUp = 100;

const unmeasurable = (): string | undefined => {
  const heap = heapHere();
  return typeof heap === 'string' ? heap : undefined;
};

/** Nothing is kept of what has ended. */
export const memoryCases: readonly Case[] = [
  contractCase({
    about: 'memory',
    name: 'a thousand backends started and ended do not grow memory',
    need: { elements: length },
    unmeasurable,
    run: (bench) =>
      requireSteady(bench, async () => {
        const { context, dtype } = bench;
        const backend = await context.start();
        await work({ ...subjectOf(backend), context, dtype });
        context.end(backend);
      }),
  }),
  contractCase({
    about: 'memory',
    name: 'a thousand tensors made and disposed do not grow memory',
    need: { elements: length },
    unmeasurable,
    run: (bench) => requireSteady(bench, () => work(bench)),
  }),
];

async function work(bench: Bench): Promise<void> {
  const { values } = drawCall(bench, { rows: 1, length });
  const tensor = bench.normalizer.tensor(values);
  const result = bench.normalizer.normalize(tensor);
  await readCopy(bench, result.buffer);
  for (const each of [tensor, result]) each[Symbol.dispose]();
}

async function requireSteady({ context, dtype }: Bench, round: () => Promise<void>): Promise<void> {
  const heap = heapHere();
  if (typeof heap === 'string') throw new Failure(heap);
  const { share, measure } = context;
  const breathe = breather();
  const rounds = Math.max(leastRounds, Math.round(1000 * share));
  const repeat = async (times: number): Promise<void> => {
    for (let i = 0; i < times; i++) {
      await round();
      measure.count(length);
      await breathe();
    }
  };
  await repeat(warmUp);
  await heap.collect();
  const before = heap.used();
  await repeat(rounds);
  await heap.collect();
  const grown = heap.used() - before;
  const bytes = length * (dtype === 'float32' ? 4 : 8);
  const bound = (rounds * bytes) / 2;
  if (grown <= bound) return;
  measure.mismatch();
  throw new Failure(
    `${rounds} rounds grew memory by ${grown} bytes; at most ${bound}, half a buffer a round, may stay`,
  );
}
