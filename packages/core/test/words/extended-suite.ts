import { bitLength } from '@unitsphere/core/reference';
import { describe, expect, test } from 'vitest';
import { drawing } from './drawing.ts';
import { absolute, expectClose, extendedAt, unit } from './extended-numbers.ts';

/** What kernels make of `count` pairs of numbers, eight words each: four words a pair. */
export interface PairKernels {
  /** A function of both numbers, by its name. */
  both(operation: string, pairs: Uint32Array<ArrayBuffer>, count: number): Promise<Uint32Array>;
  /** `float32_of` the first one: its bits are the first of the four words. */
  rounded(pairs: Uint32Array<ArrayBuffer>, count: number): Promise<Uint32Array>;
}

/** Some of the pairs are near each other. */
export function drawPairs(count: number): Uint32Array<ArrayBuffer> {
  const { random, pick } = drawing(1);
  const word = (): number => pick(0, 0xffffffff, 2 ** (random() % 32), random(), random());
  const draw = (): number[] => {
    // Ordinary ones, those near each other, around the subnormals and the largest of float32, and halfway between two float32.
    const exponent = pick(
      -213 + (random() % 300),
      -63 + (random() % 3),
      -190 - (random() % 30),
      64 - (random() % 3),
    );
    const halfway = random() % 8 === 0;
    const high = (word() | 0x80000000) >>> 0;
    return [
      pick(0, 0x80000000),
      exponent >>> 0,
      halfway ? ((high & ~0xff) | 0x80) >>> 0 : high,
      halfway ? pick(0, 1, 0xffffffff) : word(),
    ];
  };
  const pairs = new Uint32Array(8 * count);
  for (let i = 0; i < count; i++) {
    const first = draw();
    const near = [pick(0, 0x80000000), first[1]!, first[2]!, first[3]! ^ (random() % 4)];
    pairs.set(first, 8 * i);
    pairs.set(random() % 8 === 0 ? near.map((v) => v >>> 0) : draw(), 8 * i + 4);
  }
  return pairs;
}

/** Arithmetic of 64 bits against integers, on `count` pairs. */
export function extendedSuite({ both, rounded }: PairKernels, count: number): void {
  describe('numbers of 64 bits', () => {
    const input = drawPairs(count);

    const within = async (
      operation: string,
      exactOf: (a: bigint, b: bigint) => bigint,
      scaleOf: (a: bigint, b: bigint) => bigint,
    ) => {
      expectClose(await both(operation, input, count), count, (i) => {
        const [a, b] = [extendedAt(input, 2 * i), extendedAt(input, 2 * i + 1)];
        return { exact: exactOf(a, b), scale: scaleOf(a, b) };
      });
    };
    const product = (a: bigint, b: bigint) => (a * b) >> unit;
    const quotient = (a: bigint, b: bigint) => (a << unit) / b;
    const larger = (a: bigint, b: bigint) => (absolute(a) > absolute(b) ? a : b);

    test('a product is within 2^-61', () => within('extended_product', product, product));
    test('a quotient is within 2^-61', () => within('extended_quotient', quotient, quotient));
    test('a difference is within 2^-61 of the larger', () =>
      within('extended_difference', (a, b) => a - b, larger));

    test('zero is less than anything, and stays zero', async () => {
      const one = [0, -63 >>> 0, 0x80000000, 0];
      const zero = [0, -0x100000 >>> 0, 0, 0];
      const pairs = Uint32Array.of(...one, ...zero, ...zero, ...one, ...zero, ...zero, ...one, ...one);
      const differences = await both('extended_difference', pairs, 4);
      const value = 1n << unit;
      expect([0, 1, 2, 3].map((i) => extendedAt(differences, i))).toEqual([value, -value, 0n, 0n]);
      const products = await both('extended_product', pairs, 4);
      expect([0, 1, 2, 3].map((i) => extendedAt(products, i))).toEqual([0n, 0n, 0n, value]);
    });

    test('float32_of rounds once, to nearest, ties to even, subnormals too; what is too large is ±∞', async () => {
      const bits = await rounded(input, count);
      const floats = new Float32Array(bits.slice().buffer);
      const wrong: string[] = [];
      for (let i = 0; i < count; i++) {
        if (!Object.is(floats[4 * i], roundedOnce(extendedAt(input, 2 * i))))
          wrong.push(`${input.subarray(8 * i, 8 * i + 4)}: ${bits[4 * i]}`);
      }
      expect(wrong).toEqual([]);
    });
  });
}

/** In units of 2^-1200. */
function roundedOnce(exact: bigint): number {
  const magnitude = absolute(exact);
  const places = BigInt(Math.max(bitLength(magnitude) - 24, Number(unit) - 149));
  const below = magnitude >> places;
  const twice = (magnitude - (below << places)) * 2n;
  const one = 1n << places;
  const up = twice > one || (twice === one && below % 2n === 1n);
  const value = Number(below + (up ? 1n : 0n)) * 2 ** (Number(places) - 1200);
  return Math.fround(exact < 0n ? -value : value);
}
