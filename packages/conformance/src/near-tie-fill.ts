import { bitLength, surdOf, toFixed } from '@unitsphere/core/reference';
import { cutToFloat32 } from './fill-slice.ts';
import type { Random } from './seeded-random.ts';

/** The denominator that a slice is to come within 2^-80 of, in units of 2^-1330, and what is added to its norm. */
export interface Quantity {
  readonly p: 1 | 2;
  readonly d: bigint;
  readonly epsilon: number;
  /** Whether ε is added to N² rather than to N. */
  readonly squared: boolean;
}

/** A gap of N or N² below 2^-84 of it is within 2^-80 for the denominator. */
const closeEnough = 84;

/**
 * Float32 numbers that, with x, bring the denominator next to `d`: for side 1 just below it, for −1 just above.
 * First a few copies of x by powers of two, then up to `length` random ones, then the largest that fits, four or so.
 */
export function fillToward(
  random: Random,
  x: number,
  { p, d, epsilon, squared }: Quantity,
  side: 1 | -1,
  length: number,
): { others: number[]; copies: number } {
  const term = (v: number): bigint => toFixed(v) ** BigInt(p);
  const n = squared ? d : d - toFixed(epsilon);
  // Σ|x| in units of 2^-1330, or Σx² in units of 2^-2660.
  const target = n ** BigInt(p) - (squared ? toFixed(epsilon) << 1330n : 0n);
  const root = (v: bigint): bigint => (p === 1 ? v : surdOf(0n, v).floor);
  let rest = target - term(x);
  const others: number[] = [];
  for (let copy = x / 2; others.length < 3 && rest > 4n * term(copy); copy /= 2) {
    others.push(copy);
    rest -= term(copy);
  }
  const copies = others.length;
  const body = Math.max(length - copies - 6, 0);
  const most = body > 0 ? cutToFloat32(root((rest * 9n) / BigInt(10 * body))) : 0;
  for (let i = 0; i < body; i++) {
    const v = Math.fround(most * random.unit());
    others.push(v);
    rest -= term(v);
  }
  for (;;) {
    const part = cutToFloat32(root(rest));
    const above = nextFloat32(part);
    if (bitLength(term(above) - term(part)) < bitLength(target) - closeEnough) {
      others.push(side > 0 ? part : above);
      return { others, copies };
    }
    others.push(part);
    rest -= term(part);
  }
}

/** The next larger float32 of a positive one. */
function nextFloat32(x: number): number {
  const bits = new Uint32Array(Float32Array.of(x).buffer);
  bits[0]!++;
  return new Float32Array(bits.buffer)[0]!;
}
