import { describe, expect, test } from 'vitest';
import type { Layout } from './browser/gradient.ts';
import { webglPage } from './webgl-page.ts';

const { call } = webglPage();

async function expectRight(...layouts: readonly Layout[]) {
  expect(await call('gradient.ts', 'wrongLayouts', layouts)).toEqual([]);
}

const orders = [1, 2, 'infinity'] as const;

describe.each(orders)('p = %s', (p) => {
  // Around the blocks of terms and texels, and the lengths from which slices have parts (src/parts.ts).
  test.each([1, 2, 31, 32, 33, 255, 1024, 1025, 2051])('rows and columns of %d', async (length) => {
    await expectRight(
      { p, outer: 3, length, inner: 1 },
      { p, outer: 5, length, inner: 1, gap: 3, rest: 2 },
      { p, outer: 2, length, inner: 11, gap: 3 },
    );
  });

  test('rows and gaps of whole texels', async () => {
    await expectRight(
      { p, outer: 9, length: 128, inner: 1 },
      { p, outer: 5, length: 36, inner: 1, gap: 8, rest: 3 },
      { p, outer: 3, length: 2052, inner: 1, gap: 4 },
    );
  });

  test('few slices that are long', async () => {
    await expectRight(
      { p, outer: 1, length: 2 ** 18 + 3, inner: 1, every: 1 },
      { p, outer: 2, length: 9011, inner: 3, gap: 5 },
      { p, outer: 1, length: 30_001, inner: 1, x: 'mixed scale', dy: 'ordinary' },
      { p, outer: 2, length: 5001, inner: 1, gap: 1, x: 'integers', dy: 'integers' },
    );
  });
});

test('many slices', async () => {
  await expectRight(
    { p: 2, outer: 100_003, length: 3, inner: 1, every: 997 },
    { p: 2, outer: 300, length: 5, inner: 100, every: 97 },
    { p: 1, outer: 700, length: 4100, inner: 1, every: 100 },
  );
});

test('no elements, nothing to do', async () => {
  await expectRight(
    { p: 2, outer: 0, length: 3, inner: 1, rest: 4 },
    { p: 2, outer: 3, length: 0, inner: 1, rest: 4 },
  );
});
