import { cpu } from '@unitsphere/cpu';
import { expect, test } from 'vitest';
import { device } from './device-backend.ts';
import { resultsOf } from './results-of.ts';

const families = [
  'values',
  'axes',
  'p and rules',
  'dtypes',
  'presets',
  'in place',
  'given output',
  'strides',
  'norms',
  'gradient',
];
const options = { only: families, quick: true };

test('a right backend that reads promises from a device passes', async () => {
  const results = await resultsOf(device, options);
  expect(results.filter(({ status }) => status !== 'passed')).toEqual([]);
});

test('one that can little is held to what it can, and to nothing else', async () => {
  const small = {
    precision: { float32: { rounding: 'exact' } },
    inPlace: false,
    strided: false,
    gradient: false,
    maxElements: 2000,
  } as const;
  const results = await resultsOf(() => device(small), options);
  expect(results.filter(({ status }) => status === 'failed')).toEqual([]);
  const skipped = results.filter(({ status }) => status === 'skipped');
  expect(new Set(skipped.map(({ reason }) => reason))).toEqual(
    new Set([
      'capabilities.precision has no float64',
      'capabilities.precision.float32 has no otherOrders',
      'capabilities.inPlace is false',
      'capabilities.strided is false',
      'capabilities.gradient is false',
      'capabilities.maxElements is 2000, below 1000000',
      'capabilities.maxElements is 2000, below 300000',
    ]),
  );
});

test('one without norms is never asked for any, and passes everything else', async () => {
  const never = (): never => {
    throw new Error('there are no norms');
  };
  const contract = ['reading', 'output', 'input', 'aliasing', 'borrowing'].map(
    (about) => `contract: ${about}`,
  );
  for (const [start, only] of [
    [cpu, ['contract', 'relations', 'shapes', ...families]],
    [device, [...families, ...contract]],
  ] as const) {
    const capabilities = { ...start().capabilities, norms: false } as const;
    const without = () => ({ ...start(), capabilities, norms: never, normalizeWithNorms: never });
    const results = await resultsOf(without, { only, share: 0.001 });
    expect(results.filter(({ status }) => status === 'failed')).toEqual([]);
    const noNorms = results.filter(({ reason }) => reason === 'capabilities.norms is false');
    expect(new Set(noNorms.map(({ family }) => family))).toEqual(new Set(['contract: output', 'norms']));
  }
});

test('one that claims norms and has none fails every case of the family', async () => {
  const never = (): never => {
    throw new Error('there are no norms');
  };
  const results = await resultsOf(() => ({ ...cpu(), norms: never, normalizeWithNorms: never }), {
    only: 'norms',
    share: 0.001,
  });
  expect(results.filter(({ status }) => status === 'passed')).toEqual([]);
});

test('a device that leaves a given output as it was fails', async () => {
  const deaf = () => {
    const right = device();
    return {
      ...right,
      normalize: (...[input, problem]: Parameters<typeof right.normalize>) => right.normalize(input, problem),
    };
  };
  const results = await resultsOf(deaf, { only: ['given output', 'in place'], quick: true });
  expect(results.map(({ status }) => status)).toEqual(results.map(() => 'failed'));
});
