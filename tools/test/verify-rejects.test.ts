import type { FloatArray, NormalizeOptions } from '@unitsphere/core';
import { normalizeWithNorms } from '@unitsphere/cpu';
import { expect, test } from 'vitest';
import { sum } from '../verify/report.ts';
import type { Normalize } from '../verify/run-batch.ts';
import type { Row } from '../verify/run-families.ts';
import { verify, verifyFloat32 } from '../verify/verify.ts';
import { normalizeWrongly, plainQuotients, wrongQuotients } from './wrong-quotients.ts';

const amount = { share: 0.002, seed: 1, longest: 100 };

const redFamilies = (rows: readonly Row[]): string[] =>
  rows.filter((row) => row.mismatches > 0).map((row) => row.name);

test.each(Object.entries(wrongQuotients))('%s is caught where it shows', (_, mistake) => {
  const { quotients, caughtBy, unseenBy = [] } = mistake;
  const { rows } = verifyFloat32(normalizeWrongly(quotients).normalizeWithNorms, amount);
  const red = redFamilies(rows);
  expect(red).toEqual(expect.arrayContaining([...caughtBy]));
  expect(red.filter((name) => unseenBy.includes(name))).toEqual([]);
  expect(rows.find((row) => row.name === red[0])!.first).toContain(
    "import { normalize } from '@unitsphere/cpu'",
  );
});

function rootOfSquares(x: FloatArray): number {
  let sum = 0;
  for (const v of x) sum += v * v;
  return Math.sqrt(sum);
}

test('a tally that counts a norm of exactly epsilon as clamped is caught', () => {
  const miscounting: Normalize = (values, options) => {
    const { epsilon = 0 } = options;
    const shifted =
      epsilon > 0 && epsilon < 1e300 ? { ...options, epsilon: epsilon * (1 + 2 ** -52) } : options;
    const { tally } = normalizeWithNorms(values.slice(), { ...shifted, output: undefined });
    return { ...normalizeWithNorms(values, options), tally };
  };
  expect(redFamilies(verifyFloat32(miscounting, amount).rows)).toEqual(
    expect.arrayContaining([
      'the norm exactly epsilon or one unit beside, p = 1',
      'the norm exactly epsilon or one unit beside, p = 2',
      'squares exactly epsilon or one unit beside',
    ]),
  );
});

test('writing outside the result is caught', () => {
  const careless = (touch: (options: NormalizeOptions, values: FloatArray) => void): string[] => {
    const wrong: Normalize = (values, options) => {
      const result = normalizeWithNorms(values, options);
      touch(options, values);
      return result;
    };
    return redFamilies(verifyFloat32(wrong, { ...amount, share: 0.001 }).rows);
  };
  const intoInput = careless(({ output }, values) => {
    if (output !== values) values[0] = 3;
  });
  const intoGaps = careless(({ output, stride, shape }) => {
    if (output && stride && output.length > stride) output[shape![1]!] = 3;
  });
  expect(intoInput).toContain('ordinary values');
  expect(intoGaps.length).toBeGreaterThan(0);
});

test('float64 in plain arithmetic, its norms, and gradients without their projection are caught', () => {
  const sections = verify(
    {
      ...normalizeWrongly(plainQuotients),
      norms: (values) => Float64Array.of(rootOfSquares(values as FloatArray)),
      gradient: (_, upstream, options) => normalizeWithNorms(upstream, options).values,
    },
    amount,
  );
  const red = sections.filter(({ rows }) => sum(rows).mismatches > 0).map(({ title }) => title);
  expect(red).toEqual(sections.map(({ title }) => title));
});
