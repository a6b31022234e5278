import {
  add,
  cast,
  clipByValue,
  greater,
  greaterEqual,
  mul,
  onesLike,
  square,
  sub,
  type Tensor,
} from '@tensorflow/tfjs-core';

/** A power of two t for each slice, [slices, 1], by its fourth root: every t and 1/t has one in float32's range. */
export interface PowerScale {
  readonly root: Tensor;
  readonly inverse: Tensor;
  /** 1/√t. Where the slice is zero this is any power of two. */
  readonly inverseSquare: Tensor;
  /** `least` over t, in float32; 0 only where it vanishes beside the slice. */
  readonly least: Tensor;
}

// t is a power of 2^48, so that squares of what it scales stay in range: a few comparisons find it, with no logarithm.
const spacing = 48;
const quarter = spacing / 4;
// The scale of the smallest subnormals; zero slices go lower with `least`.
const lowest = -3;
const highest = 2;

/**
 * t ≤ max(magnitude, least) < 2^48 t, but t = 2^-144 for all below 2^-96, and t = 2^192 from there. Magnitudes are
 * float32 ≥ 0; least is any float64 ≥ 0.
 */
export function powerScale(magnitude: Tensor, least = 0): PowerScale {
  const base = least > 0 ? Math.min(Math.max(Math.floor(Math.log2(least) / spacing), 2 * lowest), 4) : lowest;
  const start = Math.max(base, lowest);
  let up = onesLike(magnitude);
  let down = up;
  for (let step = start + 1; step <= highest; step++) {
    const reached = cast(greaterEqual(magnitude, 2 ** (spacing * step)), 'float32');
    up = mul(up, either(reached, 2 ** quarter, 1));
    down = mul(down, either(reached, 2 ** -quarter, 1));
  }
  const ofSlice = mul(down, 2 ** (-quarter * start));
  // Below 2^-328, dy / least overflows for every dy but 0, and above 2^318, x / least is 0: so it is for these.
  const scaled =
    least > 0 ? Math.min(Math.max(Math.fround(least * 2 ** (-spacing * base)), 2 ** -40), 2 ** 126) : 0;
  if (start > base) {
    const nonzero = cast(greater(magnitude, 0), 'float32');
    up = mul(up, either(nonzero, 2 ** (quarter * (start - base)), 1));
    down = mul(down, either(nonzero, 2 ** (-quarter * (start - base)), 1));
  }
  return {
    root: mul(up, 2 ** (quarter * base)),
    inverse: mul(down, 2 ** (-quarter * base)),
    inverseSquare: square(ofSlice),
    least: fourTimes(mul(onesLike(down), scaled), down),
  };
}

/** x / t, exactly where the result is not subnormal. */
export function scaleDown(x: Tensor, { inverseSquare }: PowerScale): Tensor {
  return mul(mul(x, inverseSquare), inverseSquare);
}

/** x times the fourth power of a root, one factor after another: what comes between lies between both ends. */
export function fourTimes(x: Tensor, root: Tensor): Tensor {
  // 2^±400 takes every float32 but 0 out of range, while infinite and zero factors could make NaN.
  const factor = clipByValue(root, 2 ** -100, 2 ** 100);
  return mul(mul(mul(mul(x, factor), factor), factor), factor);
}

/** One number where `mask` is 1, the other where it is 0, exactly. */
export function either(mask: Tensor, one: Tensor | number, other: Tensor | number): Tensor {
  return add(mul(mask, one), mul(sub(1, mask), other));
}
