import { toFixed } from '@unitsphere/core/reference';
import { expect, test } from 'vitest';
import { sumOfMagnitudes, sumOfSquares } from '../src/float32-norm.ts';

/** Relative error in units of 2^-53 of a sum against the exact one, both in units of 2^-1330. */
function errorInU(sum: number, exact: bigint): number {
  const difference = toFixed(sum) - exact;
  return Number(((difference < 0n ? -difference : difference) << 63n) / exact) * 2 ** -10;
}

test.each([64, 100, 1000, 100_000])(
  'sums of a large term and %d that are each rounded away beside it stay within 20.1 · 2^-53',
  (length) => {
    // Each small square is just below half a unit of the sum 1; added to it one by one all would be lost.
    const small = Math.fround(2 ** -27 * 1.41);
    const squares = new Float32Array(length).fill(small);
    const magnitudes = new Float32Array(length).fill(2 ** -54 * 1.99);
    squares[0] = magnitudes[0] = 1;
    const rest = BigInt(length - 1);
    const exactSquares = toFixed(1) + rest * toFixed(small * small);
    const exactMagnitudes = toFixed(1) + rest * toFixed(magnitudes[1]!);
    expect(errorInU(sumOfSquares(squares, 0, length), exactSquares)).toBeLessThanOrEqual(20.1);
    expect(errorInU(sumOfMagnitudes(magnitudes, 0, length), exactMagnitudes)).toBeLessThanOrEqual(20.1);
  },
);
