import type { Denominator } from '@unitsphere/core';
import { describe, expect, test } from 'vitest';
import type { Case } from './browser/traversal.ts';
import { webglPage } from './webgl-page.ts';

const { call } = webglPage();

/** By bits against cpu's kernels, which are exact: values, what lies between the blocks, norms, counts of slices. */
const differences = (cases: readonly Case[]): Promise<unknown> => call('traversal.ts', 'differences', cases);

const inKinds = (shapes: readonly Omit<Case, 'values'>[]): Case[] =>
  shapes.flatMap((shape) => [
    { ...shape, values: 'ordinary' },
    { ...shape, values: 'mixed scale' },
  ]);
const sameBut = (of: Partial<Case>, lengths: readonly number[]): Omit<Case, 'values'>[] =>
  lengths.map((length) => ({ ...of, length }));

test.each([
  ['one row', sameBut({}, [0, 1, 2, 3, 4, 5, 7, 8, 31, 32, 33, 36, 64, 100, 1023, 1024])],
  ['one row in parts', sameBut({}, [1025, 1026, 1027, 1028, 2048, 4095, 4096, 4097, 5000, 20001])],
  ['rows', sameBut({ outer: 67 }, [1, 3, 4, 7, 8, 16, 17, 64, 100, 128, 129])],
  ['long rows', [...sameBut({ outer: 259 }, [1025, 1028]), ...sameBut({ outer: 257 }, [4096, 4097])]],
  ['rows with gaps', sameBut({ outer: 5, gap: 3, rest: 6 }, [1, 5, 16, 33, 1025, 1029])],
  ['rows with gaps of whole texels', sameBut({ outer: 5, gap: 4, rest: 5 }, [4, 8, 100, 1028])],
  ['columns', sameBut({ inner: 37 }, [1, 2, 16, 17, 128, 1024, 1025, 2000])],
  ['blocks of two columns', sameBut({ outer: 3, inner: 2, gap: 1 }, [1, 3, 100, 5000])],
  ['blocks of many columns', sameBut({ outer: 2, inner: 1000, gap: 7, rest: 1 }, [1, 5, 600])],
  ['blocks of four columns', sameBut({ outer: 70, inner: 4 }, [1, 2, 9, 1030])],
  [
    'many slices',
    [
      { outer: 100_003, length: 3 },
      { outer: 30_000, length: 4 },
    ],
  ],
])('%s', async (_, shapes) => {
  expect(await differences(inKinds(shapes))).toEqual([]);
});

test.each([1, 'infinity'] as const)('the same traversals at p = %s', async (p) => {
  const shapes = [
    { outer: 9, length: 100 },
    { outer: 9, length: 101 },
    { outer: 3, length: 1000, inner: 5 },
    { length: 5001 },
    { outer: 2, length: 5000, inner: 3, gap: 2 },
  ];
  expect(await differences(inKinds(shapes.map((shape) => ({ ...shape, p }))))).toEqual([]);
});

test.each([100, 3000, 5000, 40_001])('%d elements that outgrow what came before', async (length) => {
  const outer = length > 4096 ? 3 : 300;
  expect(
    await differences([
      { length, values: 'rising' },
      { outer, length, values: 'rising' },
    ]),
  ).toEqual([]);
});

test('slices whose digits carry all the way', async () => {
  const shapes = [{ length: 270 }, { length: 27_000 }, { outer: 3, length: 5400, inner: 2 }];
  const cases = shapes.flatMap((shape): Case[] => [
    { ...shape, values: 'carries' },
    { ...shape, p: 1, values: 'carries' },
  ]);
  expect(await differences(cases)).toEqual([]);
});

test('few slices of more than a million elements', async () => {
  const cases: Case[] = [
    { outer: 2, length: 2 ** 20 + 3, values: 'ordinary' },
    { length: 2 ** 22 + 1, values: 'ordinary' },
    { length: 2 ** 18, inner: 3, values: 'mixed scale' },
  ];
  expect(await differences(cases)).toEqual([]);
});

describe.each([
  ['short', { length: 50, inner: 37 }],
  ['short rows', { length: 52 }],
  ['long', { length: 4100 }],
])('special slices, %s', (_, shape) => {
  test.each([
    ['none', [{ form: 'floor', of: 'norm', epsilon: 0 }]],
    ['max', [3, 0.25].map((epsilon): Denominator => ({ form: 'floor', of: 'norm', epsilon }))],
    ['max-squared', [{ form: 'floor', of: 'square', epsilon: 3 }]],
    ['keep-below', [{ form: 'keep', of: 'norm', epsilon: 5 }]],
    ['add', [{ form: 'plus', of: 'norm', epsilon: 1e-3 }]],
    ['add-squared', [{ form: 'plus', of: 'square', epsilon: 1e-3 }]],
  ] satisfies [string, Denominator[]][])('%s', async (_rule, denominators) => {
    const cases = denominators.flatMap((denominator) =>
      ([2, 1, 'infinity'] as const)
        .filter((p) => denominator.of === 'norm' || p === 2)
        .map((p): Case => ({ outer: 5, gap: 1, ...shape, p, denominator, values: 'zeros, short, special' })),
    );
    expect(await differences(cases)).toEqual([]);
  });
});

test('what exact arithmetic settles: ties and near ties in every texel, also of several slices', async () => {
  const shapes = [
    { length: 100 },
    { outer: 20, length: 7 },
    { length: 700, inner: 9 },
    { outer: 300, length: 1500 },
    { length: 20_000 },
    { length: 5000, inner: 3 },
  ];
  const cases = shapes.flatMap((shape): Case[] => [
    { ...shape, p: 'infinity', values: 'ties' },
    { ...shape, values: 'near ties' },
    { ...shape, p: 1, values: 'near ties' },
    { ...shape, values: 'subnormal' },
  ]);
  expect(await differences(cases)).toEqual([]);
});

test('what is common is certain, also where it is rare', async () => {
  expect(await differences([{ outer: 1000, length: 1000, values: 'ordinary' }])).toEqual([]);
});

test('kernels are the same for all sizes', async () => {
  const names = async (shape: Case) => call('traversal.ts', 'steps', shape);
  const namesFor = (texels: string) => [
    'reduce 2 none norm rows',
    'finish 2 none norm',
    `settle 2 none norm ${texels} by elements`,
    `scale 2 none norm ${texels}`,
  ];
  expect(await names({ outer: 3, length: 8, values: 'ordinary' })).toEqual(namesFor('texels'));
  expect(await names({ outer: 9, length: 1000, gap: 4, values: 'ordinary' })).toEqual(
    await names({ outer: 500, length: 4, values: 'ordinary' }),
  );
  expect(await names({ outer: 9, length: 7, values: 'ordinary' })).toEqual(namesFor('elements'));
});
