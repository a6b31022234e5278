import { preciseDenominator } from './precise-denominator';
import { preciseMeasure } from './precise-measure';
import { preciseScale } from './precise-scale';
import { measuring, phaseAt, ready } from './slice-state';
import { stateBytes, statesAt } from './workspace';

/**
 * Slices of a tile, packed one after the other: each call takes a part of `n` elements of all of them, and leaves
 * those alone that are done. States stand at `base` + `statesAt`.
 */

/** Adds a part to the measures. float64 where `wide`; p = ∞ is 0. */
export function measureSlices(x: usize, count: i32, n: i32, p: i32, wide: bool, base: usize): void {
  for (let state = base + statesAt; count > 0; count--) {
    if (load<i32>(state, phaseAt) == measuring) preciseMeasure(x, n, p, wide, state);
    x += (n as usize) << (wide ? 3 : 2);
    state += stateBytes;
  }
}

/** Returns how many slices must be measured once more. */
export function finishSlices(
  count: i32, p: i32, wide: bool, form: i32, squared: bool, epsilon: f64, base: usize,
): i32 {
  let left = 0;
  for (let state = base + statesAt; count > 0; count--) {
    if (load<i32>(state, phaseAt) == measuring) {
      const phase = preciseDenominator(state, p, wide, form, squared, epsilon, base);
      store<i32>(state, phase, phaseAt);
      if (phase == measuring) left++;
    }
    state += stateBytes;
  }
  return left;
}

/** Divides a part of the float64 slices that are ready, in place. */
export function scaleSlices(x: usize, count: i32, n: i32, base: usize): void {
  for (let state = base + statesAt; count > 0; count--) {
    if (load<i32>(state, phaseAt) == ready) preciseScale(x, n, state);
    x += (n as usize) << 3;
    state += stateBytes;
  }
}
