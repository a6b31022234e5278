import { expect, test } from 'vitest';
import { type Entrant, type Interleaving, interleave } from '../interleave.ts';
import { planRounds } from '../plan-rounds.ts';

/** A clock that runs move, and what ran, in turn. */
interface Scene {
  time: number;
  readonly log: string[];
}

function entrant(scene: Scene, name: string, milliseconds: number, roof = 'roof'): Entrant {
  const run = (): void => {
    scene.time += milliseconds;
    scene.log.push(name);
  };
  return { name, roof, prepared: { run } };
}

function optionsOf(scene: Scene, some: Partial<Interleaving> = {}): Interleaving {
  return {
    budget: 1000,
    rounds: 5,
    leastSample: 2,
    longestRun: 100,
    longestOnce: 110,
    seed: 1,
    now: () => scene.time,
    collect: () => scene.log.push('gc'),
    ...some,
  };
}

const logged = (log: readonly string[]): string[][] => {
  const rounds: string[][] = [];
  for (const each of log) {
    if (each === 'gc') rounds.push([]);
    else rounds.at(-1)?.push(each);
  }
  // The first is what tells how long collecting takes.
  return rounds.slice(1);
};

test('everyone runs once in every round, in the same order, after garbage was collected', async () => {
  const scene: Scene = { time: 0, log: [] };
  const entrants = ['roof', 'a', 'b', 'c'].map((name) => entrant(scene, name, 30));
  await interleave(entrants, optionsOf(scene));
  const [first, ...others] = logged(scene.log);
  expect([...(first ?? [])].sort()).toEqual(['a', 'b', 'c', 'roof']);
  expect(others).toEqual([first, first, first, first]);
});

test('the seed decides the order', async () => {
  const orders = new Set<string>();
  for (let seed = 1; seed <= 6; seed++) {
    const scene: Scene = { time: 0, log: [] };
    await interleave(
      ['roof', 'a', 'b', 'c', 'd'].map((name) => entrant(scene, name, 30)),
      optionsOf(scene, { seed }),
    );
    orders.add(String(logged(scene.log)[0]));
  }
  expect(orders.size).toBeGreaterThan(2);
});

test('short runs are repeated until a sample lasts long enough, and counted one by one', async () => {
  const scene: Scene = { time: 0, log: [] };
  const timings = await interleave(
    [entrant(scene, 'roof', 0.25), entrant(scene, 'a', 0.75)],
    optionsOf(scene),
  );
  expect(timings.map(({ repeats }) => repeats)).toEqual([8, 3]);
  expect(timings.map(({ rounds }) => rounds)).toEqual([Array(5).fill(0.25), Array(5).fill(0.75)]);
  expect(logged(scene.log).every((round) => round.length === 11)).toBe(true);
});

test('a stall in the first run does not make it one that is not repeated', async () => {
  const scene: Scene = { time: 0, log: [] };
  let runs = 0;
  const run = (): void => {
    scene.time += runs++ === 0 ? 30 : 0.01;
  };
  const [timing] = await interleave([{ name: 'roof', roof: 'roof', prepared: { run } }], optionsOf(scene));
  expect(timing?.repeats).toBeGreaterThanOrEqual(199);
  expect(timing?.repeats).toBeLessThanOrEqual(201);
});

test('what is slow takes part in fewer rounds, directly after its roof', async () => {
  const scene: Scene = { time: 0, log: [] };
  const entrants = [
    entrant(scene, 'roof', 2),
    entrant(scene, 'a', 2),
    entrant(scene, 'b', 2),
    entrant(scene, 'slow', 60),
  ];
  const timings = await interleave(entrants, optionsOf(scene, { budget: 300, rounds: 10 }));
  const slow = timings.find(({ name }) => name === 'slow')?.rounds ?? [];
  const taken = slow.filter((each) => each !== undefined);
  expect(taken).toEqual(Array(4).fill(60));
  for (const round of logged(scene.log))
    if (round.includes('slow')) expect(round[round.indexOf('slow') - 1]).toBe('roof');
  expect(timings.find(({ name }) => name === 'roof')?.rounds).toEqual(Array(10).fill(2));
});

test('a run that is too long ends the contender with its time, and a roof never', async () => {
  const scene: Scene = { time: 0, log: [] };
  const timings = await interleave([entrant(scene, 'roof', 150), entrant(scene, 'a', 120)], optionsOf(scene));
  expect(timings.map(({ failure }) => failure)).toEqual([
    undefined,
    'a run takes 120 ms, more than the 110 that there are for one',
  ]);
});

test('a clock of its own is asked for the whole sample', async () => {
  const scene: Scene = { time: 0, log: [] };
  const counts: number[] = [];
  const timed = async (count: number): Promise<number> => {
    counts.push(count);
    return count * 0.5;
  };
  const own: Entrant = { name: 'own', roof: 'roof', prepared: { run: () => undefined, timed } };
  const [, timing] = await interleave([entrant(scene, 'roof', 1), own], optionsOf(scene));
  expect(timing?.rounds).toEqual(Array(5).fill(0.5));
  expect(counts.slice(-5)).toEqual(Array(5).fill(4));
});

test('an aborted signal ends it', async () => {
  const scene: Scene = { time: 0, log: [] };
  const controller = new AbortController();
  const stopping: Entrant = {
    name: 'stopping',
    roof: 'roof',
    prepared: {
      run: () => {
        scene.time += 30;
        controller.abort(new Error('enough'));
      },
    },
  };
  await expect(interleave([stopping], optionsOf(scene, { signal: controller.signal }))).rejects.toThrow(
    'enough',
  );
});

test('time that short ones leave goes to others, nobody gets less than two rounds, and roofs have all of theirs', () => {
  const cost = (name: string, sample: number, roof = 'roof') => ({ name, sample, roof });
  const { rounds, taking } = planRounds(
    [cost('roof', 1), cost('quick', 1), cost('slow', 100), cost('slowest', 5000)],
    1000,
    10,
  );
  const count = (name: string): number => taking.get(name)?.filter(Boolean).length ?? 0;
  expect(rounds).toBe(10);
  expect(['roof', 'quick', 'slow', 'slowest'].map(count)).toEqual([10, 10, 4, 2]);
});

test('a slow roof has every round of those that it is the roof of', () => {
  const costs = [
    { name: 'roof', sample: 400, roof: 'roof' },
    { name: 'quick', sample: 1, roof: 'roof' },
  ];
  const { taking } = planRounds(costs, 1000, 6);
  expect(taking.get('roof')).toEqual(Array(6).fill(true));
});

test('what is too slow for rounds is timed once, with its roof after it', async () => {
  const scene: Scene = { time: 0, log: [] };
  const timings = await interleave([entrant(scene, 'a', 105), entrant(scene, 'roof', 21)], optionsOf(scene));
  const [slow, roof] = timings;
  expect(slow).toEqual({ name: 'a', repeats: 1, rounds: [], once: { milliseconds: 105, roof: 21 } });
  expect(roof?.rounds).toEqual(Array(5).fill(21));
  expect(scene.log.filter((each) => each === 'a')).toHaveLength(1);
});
