import { beforeAll, describe, expect, test } from 'vitest';
import { nearTie } from '../../../cpu/test/near-tie.ts';
import { check, orders } from './arithmetic-check.ts';
import type { OneLane } from './one-lane.ts';

/** Ties and thresholds, which take exact arithmetic. */
export function tiesSuite(start: () => Promise<OneLane>): void {
  let run: OneLane;
  beforeAll(async () => {
    run = await start();
  });

  describe('ties', () => {
    // x/D lies 2^-60 … 2^-130 of itself beside the middle between two float32.
    // Half-way between two float32 of 2^-1 … 1 and of 2^-7 … 2^-6.
    const middles = [0.75 + 2 ** -25, 0.3125 + 2 ** -26, 0.01171875 + 2 ** -31];

    test.each([1, 2] as const)('near ones, p = %s', async (p) => {
      for (const midpoint of middles) {
        for (const scale of [1, 2 ** 90, 2 ** -60]) {
          for (const side of ['above', 'below'] as const) {
            for (const within of [40, 60, 80, 110]) {
              const x = Math.fround(1.2345678 * scale);
              const copies = midpoint < 0.3 ? 3 : 1;
              const slice = nearTie({ p, element: x, midpoint, side, within, copies });
              const { slices } = await check(run, slice, slice.length, { p });
              expect(slices[2]).toBeGreaterThanOrEqual(copies);
            }
          }
        }
      }
    });

    test('near ones, with epsilon added to the norm', async () => {
      for (const p of [1, 2] as const) {
        for (const epsilon of [0.1, 1e-7, 3e-30]) {
          for (const side of ['above', 'below'] as const) {
            const slice = nearTie({ p, element: 1.5, midpoint: middles[1]!, side, epsilon, within: 90 });
            const { slices } = await check(run, slice, slice.length, { p, rule: 'add', epsilon });
            expect(slices[2]).toBeGreaterThan(0);
          }
        }
      }
    });

    test('exact ones of subnormal results go to the even neighbour, at p = 2 nearly', async () => {
      const subnormals = [1, 2, 3, 5, 7, 9, 2 ** 22 + 1, 2 ** 23 - 1].map((k) => k * 2 ** -149);
      for (const p of orders) {
        for (const large of [2, 4, 8, 2 ** 20, 2 ** 23, 2 ** 24, 2 ** 25]) {
          const rows = Float32Array.from([large, ...subnormals, -subnormals[2]!]);
          await check(run, rows, rows.length, { p });
          for (const rule of ['max', 'add', 'keep-below'] as const) {
            for (const epsilon of [large, large / 2, 5e-324, 2 * large, 2 ** 279])
              await check(run, rows, rows.length, { p, rule, epsilon });
          }
          if (p !== 2) continue;
          for (const rule of ['max-squared', 'add-squared'] as const) {
            for (const epsilon of [4 * large ** 2, large ** 2, 3 * large ** 2, 5e-324])
              await check(run, rows, rows.length, { p, rule, epsilon });
          }
        }
      }
    });

    test('epsilon so small that only its being positive counts breaks a tie', async () => {
      const rows = Float32Array.of(3 * 2 ** -149, 2, 0, 0);
      for (const epsilon of [5e-324, 2 ** -500, 2 ** -299, 2 ** -300, 2 ** -140]) {
        for (const p of orders) await check(run, rows, 4, { p, rule: 'add', epsilon });
        await check(run, rows, 4, { p: 2, rule: 'add-squared', epsilon });
        // x - t·√S is 0 for the first of these: S is a square.
        const square = Float32Array.of(2, 3 * 2 ** -149 * 0, 0, 0);
        await check(run, square, 4, { p: 2, rule: 'add', epsilon });
      }
    });
  });

  describe('thresholds', () => {
    const beside = (x: number): number[] => {
      const bits = new BigUint64Array(Float64Array.of(x).buffer)[0]!;
      return [-1n, 0n, 1n].map((step) => new Float64Array(BigUint64Array.of(bits + step).buffer)[0]!);
    };

    test('a norm of exactly epsilon is not clamped, one unit less is', async () => {
      const unit = 2 ** -149;
      for (const p of orders) {
        for (const [row, norm] of [
          [[3, 4, 0], p === 1 ? 7 : p === 2 ? 5 : 4],
          [[3 * unit, 4 * unit, 0], (p === 1 ? 7 : p === 2 ? 5 : 4) * unit],
          [[2 ** 100, 0, unit], 2 ** 100],
          [[2 ** 100, 0, 0], 2 ** 100],
        ] as const) {
          const rows = Float32Array.from(row);
          for (const epsilon of beside(norm)) {
            for (const rule of ['max', 'keep-below'] as const) {
              const { slices } = await check(run, rows, 3, { p, rule, epsilon });
              expect(slices[1], `${p} ${norm} ${epsilon}`).toBe(norm >= epsilon ? 0 : 1);
            }
          }
          if (p !== 2) continue;
          for (const epsilon of beside(norm ** 2)) {
            if (norm ** 2 === 0) continue;
            const { slices } = await check(run, rows, 3, { p, rule: 'max-squared', epsilon });
            expect(slices[1]).toBe(norm ** 2 >= epsilon ? 0 : 1);
          }
        }
      }
    });

    test('a sum of squares that differs from epsilon squared beyond 64 bits', async () => {
      const epsilon = 1 + 2 ** -52;
      for (const [last, clamped] of [
        [0, 1],
        [2 ** -53, 1],
        [2 ** -52, 0],
        [2 ** -51, 0],
      ] as const) {
        const rows = Float32Array.of(1, 2 ** -26, 2 ** -26, last);
        for (const rule of ['max', 'keep-below'] as const) {
          const { slices } = await check(run, rows, 4, { rule, epsilon });
          expect(slices[1], `${rule} ${last}`).toBe(clamped);
        }
      }
    });
  });
}
