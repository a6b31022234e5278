import type { FloatArray } from '@unitsphere/core';
import { describe, expect, test } from 'vitest';
import { gradient, norms } from '../src/index.ts';
import { shareOfBound } from './gradient-bound.ts';
import { ruleCases } from './rule-cases.ts';
import { type Draw, float32Families, float32Slice, float64Families, float64Slice } from './slice-families.ts';

const orders = [1, 1.5, 2, 3, Infinity];

function expectWithinBound(x: FloatArray, dy: FloatArray, p: number): void {
  for (const rule of ruleCases(p, norms(x, { p })[0]!)) {
    const share = shareOfBound(x, dy, gradient(x, dy, rule), rule);
    expect(share, JSON.stringify({ ...rule, x: [...x], dy: [...dy] })).toBeLessThanOrEqual(1);
  }
}

const upstreams32: Record<string, Draw> = {
  ordinary: float32Families.ordinary,
  tiny: float32Families.subnormal,
  huge: float32Families.huge,
  mixed: float32Families['mixed scale'],
};
const upstreams64: Record<string, Draw> = {
  ordinary: float64Families.ordinary,
  tiny: float64Families['smallest subnormals'],
  huge: float64Families['many near the largest float64'],
  mixed: float64Families['from 2^-1074 to 2^1023'],
};

describe.each(orders)('p = %d: within one float32 ULP of max|dy| / D, under every rule', (p) => {
  describe.each(Object.entries(float32Families))('float32 slices: %s', (_, draw) => {
    test.each(Object.entries(upstreams32))('%s upstream', (_, upstream) => {
      for (const length of [1, 2, 7]) {
        expectWithinBound(float32Slice(draw, length, length), float32Slice(upstream, length, 50 + length), p);
      }
    });
  });

  describe.each(Object.entries(float64Families))('float64 slices: %s', (_, draw) => {
    test.each(Object.entries(upstreams64))('%s upstream', (_, upstream) => {
      for (const length of [1, 4]) {
        expectWithinBound(float64Slice(draw, length, length), float64Slice(upstream, length, 50 + length), p);
      }
    });
  });

  test('an upstream parallel to the slice, where everything cancels', () => {
    const x = float32Slice(float32Families.ordinary, 20, 3);
    expectWithinBound(x, x, p);
    expectWithinBound(x, x.map(Math.sign), p);
  });

  test('a long slice, whose dot product is much larger than any element', () => {
    const x = float32Slice(() => 0.5, 800, 1);
    expectWithinBound(
      x,
      x.map((_, i) => 1 + i / 800),
      p,
    );
  });
});

describe('orders near 1 and far from it', () => {
  test.each([1 + 2 ** -52, 1.0001, 10, 1e6, 1e12, 1e60, 1e300, Number.MAX_VALUE])('p = %d', (p) => {
    const dy = Float64Array.of(1, 2, -3, 0.5);
    for (const slice of [
      [1, 1, 0.5, 1e-300],
      [1, -1 + 2 ** -53, 0.999999, 0],
      [1e300, 1e-300, 5e-324, 3],
      [3, -3 + 2 ** -39, 2.5, -3 + 2 ** -51],
    ]) {
      const x = Float64Array.from(slice);
      expect(shareOfBound(x, dy, gradient(x, dy, { p }), { p }), `${slice}`).toBeLessThanOrEqual(1);
    }
  });

  test('tied maxima share the slope at the largest orders as they do at p = ∞', () => {
    const [x, dy] = [Float64Array.of(3, -3, 1), Float64Array.of(1, 2, 4)];
    const limit = gradient(x, dy, { p: Infinity });
    for (const p of [1e300, Number.MAX_VALUE]) {
      gradient(x, dy, { p }).forEach((v, i) => {
        // One float32 ULP of 4/3, from each side.
        expect(Math.abs(v - limit[i]!)).toBeLessThanOrEqual(2 * 2 ** -23);
      });
    }
  });
});

test('powers that a plain sum would round away, one after another, are not lost', () => {
  // r^p is 1.1 of half a unit of 1: each addition to a plain sum from 1 on is off by 0.9 of half a unit.
  const [p, n] = [100, 200_000];
  const r = (1.1 * 2 ** -53) ** (1 / p);
  const x = new Float64Array(n + 1).fill(r);
  x[0] = 1;
  const [dx] = gradient(x, x.slice().fill(1), { p });
  const sum = 1 + n * r ** p;
  const norm = sum ** (1 / p);
  const expected = (1 - (sum ** (1 / p - 1) * (1 + n * r)) / norm) / norm;
  expect(Math.abs(dx! - expected)).toBeLessThanOrEqual(2 ** -23);
});
