import { finishGradient, measureGradient } from './gradient';
import { scaleGradient } from './gradient-scale';
import { phaseAt, ready } from './slice-state';
import { stateBytes, statesAt } from './workspace';

/** Float32 slices of a tile and their upstream gradients, packed, a part of `n` elements of each: see precise-slices.ts. */
export function measureGradients(x: usize, dy: usize, count: i32, n: i32, p: i32, base: usize): void {
  for (let state = base + statesAt; count > 0; count--) {
    measureGradient(x, dy, n, p, state);
    x += (n as usize) << 2;
    dy += (n as usize) << 2;
    state += stateBytes;
  }
}

export function finishGradients(count: i32, p: i32, form: i32, squared: bool, epsilon: f64, base: usize): void {
  for (let state = base + statesAt; count > 0; count--) {
    finishGradient(p, form, squared, epsilon, state);
    state += stateBytes;
  }
}

/** Writes dx over dy of the slices that are ready. */
export function scaleGradients(x: usize, dy: usize, count: i32, n: i32, p: i32, base: usize): void {
  for (let state = base + statesAt; count > 0; count--) {
    if (load<i32>(state, phaseAt) == ready) scaleGradient(x, dy, n, p, state);
    x += (n as usize) << 2;
    dy += (n as usize) << 2;
    state += stateBytes;
  }
}
