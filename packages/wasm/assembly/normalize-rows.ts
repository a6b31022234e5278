import { inverseOf, unsure } from './denominator';
import { measure } from './measure';
import { scale } from './scale';
import { scaleAndMeasure } from './scale-and-measure';
import { clampedAt, highAt, inverseAt, listAt, lowAt, zeroAt } from './workspace';

/** Bytes of rows from which they come from memory rather than cache; then the next one is measured ahead. */
const farBytes: i32 = 1 << 18;

/**
 * Rows of float32 that stand `strideX` and `strideY` bytes apart, each divided by its denominator while it is in
 * cache. Writes the numbers of rows that are not certain to the list, whatever stands in their output then.
 * Does rows `from` up to `to`, at most `listLength`, and returns how many it listed. y must not overlap x.
 */
export function normalizeRows(
  x: usize,
  y: usize,
  from: i32,
  to: i32,
  length: i32,
  strideX: usize,
  strideY: usize,
  p: i32,
  form: i32,
  squared: bool,
  epsilon: f64,
  base: usize,
): i32 {
  let listed = 0;
  // The part of a row that is scaled while the next one is measured.
  const fused = p == 2 && ((to - from) as i64) * (length as i64) > (farBytes >> 2) ? length & ~63 : 0;
  let measured = 0;
  x += (from as usize) * strideX;
  y += (from as usize) * strideY;
  for (let row = from; row < to; row++) {
    const zero = load<u32>(base + zeroAt);
    const clamped = load<u32>(base + clampedAt);
    if (measured == 0) clear(base);
    measure(x + ((measured as usize) << 2), length - measured, p, base);
    const inverse = inverseOf(
      load<f64>(base + highAt) + load<f64>(base + lowAt),
      p,
      form,
      squared,
      epsilon,
      base,
    );
    store<f64>(base + inverseAt, inverse);
    measured = 0;
    let certain = inverse != unsure;
    if (certain) {
      if (fused != 0 && row + 1 < to) {
        clear(base);
        certain = scaleAndMeasure(x, y, x + strideX, fused, base);
        measured = fused;
      }
      const done = (measured as usize) << 2;
      certain = scale(x + done, y + done, length - measured, p, base) && certain;
    }
    if (!certain) {
      store<u32>(base + listAt + ((listed as usize) << 2), row);
      listed++;
      store<u32>(base + zeroAt, zero);
      store<u32>(base + clampedAt, clamped);
    }
    x += strideX;
    y += strideY;
  }
  return listed;
}

// @ts-ignore: decorator
@inline
function clear(base: usize): void {
  store<f64>(base + highAt, 0);
  store<f64>(base + lowAt, 0);
}
