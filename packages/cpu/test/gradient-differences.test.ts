import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gradient, normalize } from '../src/index.ts';
import { holds } from './holds.ts';

const length = 5;
const step = 2 ** -17;

const direction = fc
  .array(fc.integer({ min: -64, max: 64 }), { minLength: length, maxLength: length })
  .map((v) => v.map((x) => x / 64));
// Norms of at least 1, and every x ± step · v exact.
const point = direction.map((v) => v.map((x, i) => (i === 0 ? 1 + Math.abs(x) : x)));
const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Array.from(a, (x, i) => x * b[i]!).reduce((s, t) => s + t);
const length2 = (a: readonly number[]): number => Math.sqrt(dot(a, a));

test('p = 2: the gradient along a direction is the central difference, up to its third-order term', () => {
  // (x + tv)/|x + tv| has Taylor coefficients of at most 2|v|^k / N^k: 1/|x + tv| generates Legendre polynomials, which stay
  // within ±1. So the difference is off by at most 2h²|v|³ · 1/(1 − h²|v|²) for N ≥ 1, and by the rounding of 2·length terms.
  holds(
    fc.property(point, direction, direction, (x, v, dy) => {
      const along = (h: number): Float64Array =>
        normalize(Float64Array.from(x, (value, i) => value + h * v[i]!));
      const [after, before] = [along(step), along(-step)];
      const difference =
        dot(
          after.map((value, i) => value - before[i]!),
          dy,
        ) /
        (2 * step);
      const slope = dot(gradient(Float64Array.from(x), Float64Array.from(dy)), v);
      const [size, weight] = [length2(v), length2(dy)];
      const truncation = (2 * weight * step ** 2 * size ** 3) / (1 - (step * size) ** 2);
      // Each result ≤ 1 is within 2^-53 · 2, each weight ≤ 1; the sums round at 2^-53 of at most 2·length.
      const rounding = (length * 2 * 2 ** -52) / (2 * step) + 8 * length * 2 ** -53;
      expect(Math.abs(difference - slope)).toBeLessThanOrEqual(truncation + rounding);
    }),
    300,
  );
});

test('a gradient is orthogonal to its slice under rule none, since scaling a slice changes nothing', () => {
  holds(
    fc.property(point, direction, fc.constantFrom(1, 2, 3, Infinity), (x, dy, p) => {
      const dx = gradient(Float64Array.from(x), Float64Array.from(dy), { p });
      // Within one float32 ULP of max|dy| / D ≤ 1 each, D ≥ 1; |x| ≤ 2.
      expect(Math.abs(dot(dx, x))).toBeLessThanOrEqual(length * 2 * 2 ** -23);
    }),
    300,
  );
});

test('the gradient is linear in its upstream', () => {
  holds(
    fc.property(point, direction, direction, fc.constantFrom(1, 1.5, 2, Infinity), (x, a, b, p) => {
      const values = Float64Array.from(x);
      const of = (dy: readonly number[]): Float64Array => gradient(values, Float64Array.from(dy), { p });
      const [sum, first, second] = [of(a.map((v, i) => v + b[i]!)), of(a), of(b)];
      // One float32 ULP of at most 2, 1 and 1.
      sum.forEach((v, i) => {
        expect(Math.abs(v - first[i]! - second[i]!)).toBeLessThanOrEqual(2 ** -22 + 2 ** -23 + 2 ** -23);
      });
    }),
  );
});
