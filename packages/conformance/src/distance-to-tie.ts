import { bitLength, type Surd, surdOf, toFixed } from '@unitsphere/core/reference';

/** The rounding tie odd · 2^-down between two neighbouring floats. */
export interface Tie {
  readonly odd: bigint;
  readonly down: number;
}

export interface TieDistance {
  /** Of x/d − tie: exact, by squaring. */
  readonly side: -1 | 0 | 1;
  /** The relative distance is below 2^-bits. */
  readonly bits: number;
}

/**
 * Where x/d lies from a tie, x > 0. With d = r + √q: x/d against odd·2^-down is as x·2^down − odd·r against odd·√q.
 */
export function distanceToTie(x: number, { odd, down }: Tie, d: Surd): TieDistance {
  const scaled = toFixed(x) << BigInt(down);
  const left = scaled - odd * d.rational;
  const root = surdOf(0n, odd * odd * d.radicand);
  const difference = left < 0n ? -1n : left * left - root.radicand;
  const side = difference > 0n ? 1 : difference < 0n ? -1 : 0;
  const gap = left > root.floor ? left - root.floor : root.floor - left;
  return { side, bits: bitLength(scaled / (gap + 1n)) - 1 };
}

/** The nearest float to a quotient on the given side of a tie; on the tie, the even one. */
export function nearestAtTie({ odd, down }: Tie, side: -1 | 0 | 1): number {
  const lower = (odd - 1n) / 2n;
  const up = side > 0 || (side === 0 && lower % 2n === 1n);
  return Number(up ? lower + 1n : lower) * 2 ** (1 - down);
}
