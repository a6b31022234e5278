import { expect, test } from 'vitest';
import { ratioText } from '../figures.ts';
import type { ContenderPass, PlacePass } from '../pass.ts';
import type { Scenario } from '../scenarios.ts';
import { leftOutOf, measurementsOf } from '../summary.ts';

const scenario: Scenario = {
  name: '[1000, 1000]',
  shape: [1000, 1000],
  axis: -1,
  dtype: 'float32',
  task: 'normalize',
  values: 'ordinary',
};

function passOf(contenders: readonly Partial<ContenderPass>[], place = 'node'): PlacePass {
  const whole = contenders.map(
    (each): ContenderPass => ({
      name: 'a',
      kind: 'peer',
      roof: 'copy',
      repeats: 1,
      milliseconds: [2, 4, 3],
      ratios: [],
      ...each,
    }),
  );
  return {
    place: { name: place, version: '', flags: [], versions: {} },
    scenarios: [{ scenario: scenario.name, contenders: whole }],
    leftOut: [],
  };
}

test("a ratio is the geometric mean of the passes' medians, with Student's interval of their logarithms", () => {
  const passes = [
    [2, 9, 2.1, 1.9, 2],
    [4, 4, 100],
    [8, 7, 9],
  ].map((ratios) => passOf([{ ratios }]));
  const [measurement] = measurementsOf(passes, [scenario]);
  // The logarithms are ln 4 and ln 2 on either side: their deviation is ln 2, and t of two degrees is 4.303.
  const half = (4.303 * Math.LN2) / Math.sqrt(3);
  expect(measurement?.ratio).toEqual({
    roof: 'copy',
    value: expect.closeTo(4, 12),
    low: expect.closeTo(4 * Math.exp(-half), 12),
    high: expect.closeTo(4 * Math.exp(half), 12),
    passes: [2, 4, 8],
  });
  expect(measurement?.noisy).toBe(true);
});

test('an interval whose ends are more than 1.5 times apart is noisy', () => {
  // ln(high / low) = 2 · 12.706 · d / 2, where the two logarithms are d apart.
  const noisy = (apart: number): boolean | undefined =>
    measurementsOf(
      [passOf([{ ratios: [4] }]), passOf([{ ratios: [4 * 1.5 ** (apart / 12.706)] }])],
      [scenario],
    )[0]?.noisy;
  expect(noisy(0.99)).toBe(false);
  expect(noisy(1.01)).toBe(true);
});

test('times are those of all rounds of all passes, and gigabytes those that are read and written', () => {
  const [measurement] = measurementsOf([passOf([{}]), passOf([{ milliseconds: [8, 1] }])], [scenario]);
  expect(measurement?.milliseconds).toMatchObject({ min: 1, median: 3 });
  expect(measurement?.rounds).toBe(5);
  expect(measurement?.gigabytesPerSecond).toBeCloseTo(8e6 / 3 / 1e6);
  expect(measurement?.ratio).toBeUndefined();
});

test('accuracy is the worst of all passes and the share of all elements', () => {
  const passes = [
    passOf([{ accuracy: { worstUlp: 2, exact: 1, elements: 100 } }]),
    passOf([{ accuracy: { worstUlp: 'Infinity', exact: 0.5, elements: 300 } }]),
  ];
  expect(measurementsOf(passes, [scenario])[0]?.accuracy).toEqual({
    worstUlp: 'Infinity',
    exact: 0.625,
    elements: 400,
  });
});

test('a contender that one pass lacks is not measured, places are apart, and a reason is told once', () => {
  const passes = [
    passOf([{ name: 'a' }, { name: 'b' }]),
    passOf([{ name: 'a' }]),
    passOf([{ name: 'b' }], 'page'),
  ];
  expect(measurementsOf(passes, [scenario]).map(({ place, contender }) => `${place} ${contender}`)).toEqual([
    'node a',
    'page b',
  ]);
  const out = { place: 'node', contender: 'b', scenario: scenario.name, reason: 'gone' };
  expect(
    leftOutOf([
      { ...passes[0]!, leftOut: [out] },
      { ...passes[1]!, leftOut: [out] },
    ]),
  ).toEqual([out]);
});

test('what the first pass timed once is measured, without an interval', () => {
  const slow = { name: 'slow', once: true, ratios: [80], milliseconds: [400] } as const;
  const [measurement] = measurementsOf([passOf([slow]), passOf([{ name: 'a' }])], [scenario]);
  expect(measurement).toMatchObject({ contender: 'slow', rounds: 1, ratio: { value: 80, passes: [80] } });
  expect(ratioText(measurement?.ratio)).toBe('80.0 once');
});
