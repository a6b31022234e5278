import type { FloatArray } from '@unitsphere/core';
import { normalize } from '@unitsphere/cpu';
import { expect, test } from 'vitest';
import type { Contender, Work } from '../contender.ts';
import { slugOf } from '../machine.ts';
import type { PlaceRunner } from '../places/place-runner.ts';
import { type BenchSettings, runBench } from '../run-bench.ts';
import { runPass } from '../run-pass.ts';
import type { Scenario } from '../scenarios.ts';

const scenario: Scenario = {
  name: '[8, 16]',
  shape: [8, 16],
  axis: -1,
  dtype: 'float32',
  task: 'normalize',
  values: 'ordinary',
};

const settings: BenchSettings = {
  arguments: [],
  quick: false,
  scenarios: [scenario, { ...scenario, name: '[4, 4]', shape: [4, 4] }],
  contenders: [],
  passes: 3,
  milliseconds: 1500,
  limit: 60_000,
  scoreboard: 0,
  rounds: 3,
  longestRun: 5000,
  longestOnce: 5000,
  share: 0,
};

const exactly = ({ x, scenario }: Work): FloatArray => normalize(x, { shape: [...scenario.shape] });

function contender(
  name: string,
  some: Partial<Contender> & { result?(work: Work): FloatArray } = {},
): Contender {
  const { result = exactly, ...others } = some;
  return {
    name,
    kind: 'ours',
    roof: 'copy',
    without: () => undefined,
    start: async () => ({
      version: `${name} 1.0`,
      prepare: (work) => ({
        run: () => work.x.slice(),
        ...(others.kind !== 'roof' && { result: () => result(work) }),
        end: () => undefined,
      }),
    }),
    ...others,
  };
}

const copy = contender('copy', { kind: 'roof' });

/** Runs passes here, and remembers what it was asked for. */
function place(
  contenders: readonly Contender[],
): PlaceRunner & { readonly asked: Parameters<PlaceRunner['run']>[0][] } {
  const asked: Parameters<PlaceRunner['run']>[0][] = [];
  return {
    name: 'here',
    asked,
    async run(request) {
      asked.push(request);
      return { version: 'v1', flags: [], ...(await runPass(contenders, request)) };
    },
  };
}

const hooks = { signal: new AbortController().signal, progress: () => undefined };

test('every contender is measured in every scenario, by so many passes of other seeds', async () => {
  const here = place([copy, contender('ours'), contender('peer', { kind: 'peer' })]);
  const results = await runBench(settings, [here], hooks);
  expect(results.measurements.map(({ scenario, contender }) => `${scenario} ${contender}`).sort()).toEqual(
    ['[4, 4]', '[8, 16]'].flatMap((name) => ['copy', 'ours', 'peer'].map((each) => `${name} ${each}`)),
  );
  const ours = results.measurements.find((each) => each.contender === 'ours');
  expect(ours?.ratio?.passes.length).toBe(3);
  expect(ours?.accuracy?.exact).toBe(1);
  expect(here.asked.map(({ seed }) => seed)).toEqual([1, 2, 3]);
  expect(results.confidence).toBe(0.95);
  expect(results.places).toEqual([
    {
      name: 'here',
      version: 'v1',
      flags: [],
      versions: { copy: 'copy 1.0', ours: 'ours 1.0', peer: 'peer 1.0' },
    },
  ]);
});

test('a wrong result of ours in any pass stops the command', async () => {
  let calls = 0;
  const result = (work: Work): FloatArray => {
    const y = exactly(work);
    if (++calls === 4) y[5] = y[5]! * (1 + 2 ** -23);
    return y;
  };
  const running = runBench(settings, [place([copy, contender('ours', { result })])], hooks);
  await expect(running).rejects.toThrow(/^\[4, 4\]: ours is wrong: 1 ULP off/);
});

test('who does not start is a line of what was left out, and is not started again', async () => {
  let starts = 0;
  const absent = contender('absent', {
    start: () => {
      starts++;
      return Promise.reject(new Error('there is no GPU\n    at somewhere'));
    },
  });
  const results = await runBench(settings, [place([copy, absent, contender('ours')])], hooks);
  expect(results.leftOut).toEqual([{ place: 'here', contender: 'absent', reason: 'there is no GPU' }]);
  expect(starts).toBe(1);
  expect(results.measurements.some(({ contender }) => contender === 'ours')).toBe(true);
});

test('what is asked for alone has its roof with it', async () => {
  const here = place([copy, contender('other', { kind: 'roof' }), contender('ours'), contender('peer')]);
  const results = await runBench({ ...settings, contenders: ['OUR'], passes: 2 }, [here], hooks);
  expect([...new Set(results.measurements.map(({ contender }) => contender))]).toEqual(['copy', 'ours']);
});

test('a slow machine has fewer passes and says so', async () => {
  const here = place([copy, contender('ours')]);
  const results = await runBench({ ...settings, passes: 50, limit: 1 }, [here], hooks);
  expect(results.passes).toBe(2);
  expect(results.passes).toBe(2);
});

test('an interrupted run gives nothing', async () => {
  const controller = new AbortController();
  const inner = place([copy, contender('ours')]);
  const here: PlaceRunner = {
    name: 'here',
    async run(request, given) {
      controller.abort(new Error('interrupted'));
      return await inner.run(request, given);
    },
  };
  await expect(runBench(settings, [here], { ...hooks, signal: controller.signal })).rejects.toThrow(
    'interrupted',
  );
});

test.each([
  ['Intel(R) Xeon(R) Processor @ 2.50GHz', 'xeon'],
  ['AMD Ryzen 7 5800X 8-Core Processor', 'ryzen-7-5800x'],
  ['Apple M2', 'm2'],
  ['', 'processor'],
])('%s is called %s', (processor, name) => {
  expect(slugOf(processor)).toBe(name);
});
