import { fractionBits, toFixed } from '@unitsphere/core/reference';
import { float32Beside } from '../../core/test/bits-of.ts';

/** What to build: `copies` of `element`, which over the denominator come to lie near `midpoint`. */
export interface NearTie {
  readonly p: 1 | 2;
  readonly element: number;
  /** Half-way between two float32 values. */
  readonly midpoint: number;
  /** Where the exact quotient lies. */
  readonly side: 'above' | 'below';
  readonly copies?: number;
  /** D = N + epsilon. */
  readonly epsilon?: number;
  /** The distance to the midpoint is at most 2^-within of it: 60 unless told. */
  readonly within?: number;
  /** Magnitudes that the slice holds besides. */
  readonly others?: Float32Array;
}

/** The elements that complete such a slice: three or so, each the float32 that leaves the least of what is missing. */
export function completionOf(tie: NearTie): Float32Array {
  const {
    p,
    element,
    midpoint,
    side,
    copies = 1,
    epsilon = 0,
    within = 60,
    others = new Float32Array(0),
  } = tie;
  const power = (x: number): bigint => (p === 1 ? toFixed(Math.abs(x)) : toFixed(x) ** 2n);
  const norm = (toFixed(element) << fractionBits) / toFixed(midpoint) - toFixed(epsilon);
  const target = p === 1 ? norm : norm ** 2n;
  let missing = target - BigInt(copies) * power(element);
  for (const x of others) missing -= power(x);
  if (missing <= 0n) throw new Error(`nothing is missing beside ${copies} times ${element}`);
  const completion: number[] = [];
  while (missing > target >> BigInt(within + 6)) {
    const next = floorFloat32(p === 1 ? missing : rootOf(missing));
    completion.push(next);
    missing -= power(next);
  }
  // So far the norm is below its target, and the quotient above the midpoint.
  if (side === 'below') completion.push(float32Beside(completion.pop()!, 1));
  return Float32Array.from(completion);
}

/** The copies of the element, then the others, then their completion. */
export function nearTie(tie: NearTie): Float32Array {
  const { element, copies = 1, others = [] } = tie;
  return Float32Array.of(...Array<number>(copies).fill(element), ...others, ...completionOf(tie));
}

/** The largest float32 of full precision that is at most `n` units of 2^-1330. */
function floorFloat32(n: bigint): number {
  const excess = n.toString(2).length - 24;
  return Number(n >> BigInt(excess)) * 2 ** (excess - Number(fractionBits));
}

/** ⌊√n⌋ or a little less. */
function rootOf(n: bigint): bigint {
  let [low, high] = [0n, 1n << BigInt((n.toString(2).length >> 1) + 1)];
  while (high - low > high >> 40n) {
    const middle = (low + high) >> 1n;
    if (middle * middle <= n) low = middle;
    else high = middle;
  }
  return low;
}
