import { normsExactly } from '@unitsphere/core/reference';
import { beforeAll, describe, expect, test } from 'vitest';
import { ruleCases } from '../../../cpu/test/rule-cases.ts';
import { float32Slice } from '../../../cpu/test/slice-families.ts';
import { check, families, orders, rowsOf } from './arithmetic-check.ts';
import type { OneLane } from './one-lane.ts';

/** Results of the kernels' arithmetic by their bits. */
export function arithmeticSuite(start: () => Promise<OneLane>): void {
  let run: OneLane;
  beforeAll(async () => {
    run = await start();
  });

  describe('families of slices', () => {
    test.each(Object.entries(families))('%s', async (_, draw) => {
      for (const [length, count] of [
        [1, 64],
        [2, 64],
        [3, 64],
        [17, 24],
        [200, 4],
      ] as const) {
        for (const p of orders) await check(run, rowsOf(draw, length, count, length), length, { p });
      }
    });

    test('lengths up to 300', async () => {
      const draws = Object.values(families);
      for (let i = 0; i < 60; i++) {
        const length = 1 + ((i * 173) % 300);
        for (const p of orders)
          await check(run, rowsOf(draws[i % draws.length]!, length, 3, i), length, { p });
      }
    });
  });

  describe('rules', () => {
    test.each(Object.entries(families))('%s', async (_, draw) => {
      for (const p of orders) {
        for (const length of [3, 40]) {
          const rows = rowsOf(draw, length, 12, 7);
          const norm = normsExactly(rows.slice(0, length), { p })[0]!;
          for (const options of ruleCases(p, norm)) await check(run, rows, length, options);
        }
      }
    });

    test('epsilon of every size', async () => {
      const rows = Float32Array.from([
        ...float32Slice(families['mixed scale'], 40, 1),
        ...float32Slice(families['any bits'], 40, 2),
        ...float32Slice(families.subnormal, 40, 3),
        ...[0, -0, 0, 0, 1e-45, 0, 0, 0, 3e38, 3e38, -3e38, 1e-45],
      ]);
      for (const p of orders) {
        for (const rule of ['max', 'add', 'keep-below', 'max-squared', 'add-squared'] as const) {
          if (p !== 2 && rule.endsWith('squared')) continue;
          for (const epsilon of epsilons()) await check(run, rows, 4, { p, rule, epsilon });
        }
      }
    });
  });

  describe('special values', () => {
    test('zero, infinite and NaN slices', async () => {
      const rows = Float32Array.of(
        0,
        -0,
        0,
        1,
        -Infinity,
        -0,
        Number.NaN,
        Infinity,
        1,
        -0,
        1,
        2,
        -1,
        Infinity,
        3e38,
        0,
        0,
        0,
      );
      for (const p of orders) {
        for (const options of ruleCases(p, 1)) {
          const { slices } = await check(run, rows, 3, { ...options, p });
          expect(Array.from({ length: 6 }, (_, i) => slices[4 * i])).toEqual([1, 2, 3, 0, 2, 1]);
        }
      }
    });

    test('payloads of NaN give the one quiet NaN', async () => {
      const rows = new Float32Array(Uint32Array.of(0xff800001, 0x3f800000, 0x7fffffff, 0xbf800000).buffer);
      const { output } = await run(rows, 2, {});
      expect([...new Uint32Array(output.buffer)]).toEqual(Array(4).fill(0x7fc00000));
    });
  });

  describe('long slices', () => {
    test.each([100, 17_000])('%s elements carry beyond every digit', async (length) => {
      const rows = Float32Array.from({ length }, (_, i) =>
        i % 1000 === 999 ? 2 ** -120 : 3.4028234663852886e38,
      );
      for (const p of orders) await check(run, rows, length, { p });
      for (const p of orders)
        await check(
          run,
          rows.map((x) => x * 2 ** -128),
          length,
          { p },
        );
    });

    test('rising and falling exponents move the window', async () => {
      const rising = Float32Array.from({ length: 277 }, (_, i) => 1.9999 * 2 ** (i - 149));
      for (const p of orders) {
        await check(run, rising, 277, { p });
        await check(run, rising.slice().reverse(), 277, { p });
      }
    });
  });
}

/** From the least float64 to nearly the largest, more of them where results change. */
function epsilons(): number[] {
  const values = [0, 5e-324, 1e-323, 2 ** -1022, 1e308, Number.MAX_VALUE];
  for (let e = -1060; e < 1020; e += e > -330 && e < 300 ? 17 : 120)
    values.push((1 + ((e * e) % 97) / 101) * 2 ** e);
  return values;
}
