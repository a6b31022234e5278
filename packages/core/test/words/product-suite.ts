import { describe, expect, test } from 'vitest';
import { drawing } from './drawing.ts';
import { errorOf, extendedAt, integerOf, unit } from './extended-numbers.ts';

/** Σ dy·x as kernels compute it, four words a slice. They carry as seldom as their headers allow. */
export interface ProductKernels {
  /** Of `count` slices of `length` elements; an element is x, then dy. */
  sums(input: Uint32Array<ArrayBuffer>, length: number, count: number): Promise<Uint32Array>;
  /** Of one slice: ends² + between² + … + between² − ends². */
  cancelled(ends: number, between: number, terms: number): Promise<Uint32Array>;
}

/** Sums of products of float32, given by their bits, against integers. */
export function productSuite({ sums, cancelled }: ProductKernels): void {
  describe('Σ dy·x is exact', () => {
    const { finite } = drawing(2);
    const kinds: Readonly<Record<string, (k: number, before: number) => number>> = {
      'every exponent': finite,
      'ordinary ones': () => (finite() & 0x81ffffff) | 0x3e000000,
      'the least subnormals': () => finite() & 0x80000001,
      'the largest, all positive': () => 0x7f7fffff,
      'the largest, half of them negative': (k) => (k % 2 === 0 ? 0x7f7fffff : 0xff7fffff),
      // x and dy are drawn in turn: dy of the second half takes the other sign.
      'what cancels but for little': (k, before) =>
        k % 97 === 0 ? 1 : before ^ (k % 2 === 0 ? 0 : 0x80000000),
    };
    test.each(Object.entries(kinds))('%s', async (_, draw) => {
      for (const length of [1, 2, 64, 65, 500]) {
        const count = 20;
        const input = new Uint32Array(2 * count * length);
        for (let k = 0; k < input.length; k++) input[k] = draw(k, k < length ? finite() : input[k - length]!);
        const got = await sums(input, length, count);
        for (let i = 0; i < count; i++) {
          let exact = 0n;
          for (let k = 0; k < length; k++) {
            const at = 2 * (i * length + k);
            exact += integerOf(input[at]!) * integerOf(input[at + 1]!);
          }
          expectExact(got, i, exact);
          if (exact === 0n) expect(extendedAt(got, i)).toBe(0n);
        }
      }
    });

    test('a million far below one that cancels: some must be carried on the way', async () => {
      // Each adds up to 2^12 to a digit.
      const terms = 2 ** 20;
      const between = 0x3fffffff;
      const got = await cancelled(0x7f7fffff, between, terms);
      expectExact(got, 0, BigInt(terms - 2) * integerOf(between) ** 2n);
    });
  });
}

/** Within 2^-63; `exact` in units of 2^-298. */
function expectExact(got: Uint32Array, i: number, exact: bigint): void {
  const scaled = exact << (unit - 298n);
  expect(errorOf(extendedAt(got, i), scaled, scaled)).toBeLessThanOrEqual(2);
}
