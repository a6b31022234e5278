import type { FloatArray, Problem } from '@unitsphere/core';
import { preciseKernel, type RunningTally } from '@unitsphere/cpu/kernels';
import { kernelArguments } from './kernel-arguments.ts';
import { eachPart, eachTile, pack, type Tile, unpack } from './packed-slices.ts';
import { settleSlice } from './settle-slice.ts';
import { clearStates, normOf, unsureSlices } from './slice-state.ts';
import type { Window } from './window.ts';

/** N of each slice for p = 1, 2 or ∞, to ≤ 1 ULP. */
export function preciseNorms(x: FloatArray, problem: Problem, norms: Float64Array, window: Window): void {
  const plain = { ...problem, denominator: { form: 'floor', of: 'norm', epsilon: 0 } } as const;
  eachTile(problem, window.capacity * 4, (tile) => {
    measureTile(x, plain, tile, window);
    takeNorms(x, problem, tile, norms, window);
  });
}

/**
 * y = x/D in float64 for p = 1, 2 or ∞, and N where `norms` is given. y is x or apart from it: all that is needed
 * of a slice is known before any of it is written.
 */
export function preciseNormalize(
  x: Float64Array,
  problem: Problem,
  y: Float64Array,
  { norms, tally }: { readonly norms?: Float64Array | undefined; readonly tally: RunningTally },
  window: Window,
): void {
  const { kernels, float64, input, capacity } = window;
  const { length } = problem;
  const at = input / 8;
  const settle = preciseKernel(problem, tally);
  eachTile(problem, capacity * 4, (tile) => {
    measureTile(x, problem, tile, window);
    if (norms !== undefined) takeNorms(x, problem, tile, norms, window);
    const unsure = unsureSlices(window, tile.count);
    eachPart(tile, length, (k, size) => {
      if (!tile.whole) pack(x, tile, k, size, float64, at);
      kernels.scaleSlices(input, tile.count, size, 0);
      if (tile.whole) {
        for (const c of unsure) settle([float64], at + c * length, float64, at + c * length, tile.first + c);
      }
      unpack(float64, at, tile, k, size, y);
    });
    if (!tile.whole) for (const c of unsure) settleSlice([x], y, tile, c, length, settle);
  });
}

/** Leaves N, D and the phase of each slice in its state, and slices that fit in the window. */
function measureTile(x: FloatArray, problem: Problem, tile: Tile, window: Window): void {
  const { kernels, float32, float64, input } = window;
  const { dtype, length } = problem;
  const wide = dtype === 'float64';
  const [p, ...rule] = kernelArguments(problem);
  clearStates(window, tile.count);
  let loaded = false;
  do {
    eachPart(tile, length, (k, size) => {
      if (!loaded) pack(x, tile, k, size, wide ? float64 : float32, input / x.BYTES_PER_ELEMENT);
      kernels.measureSlices(input, tile.count, size, p, wide, 0);
      loaded = tile.whole;
    });
  } while (kernels.finishSlices(tile.count, p, wide, ...rule, 0) > 0);
}

function takeNorms(
  x: FloatArray,
  { length }: Problem,
  { first, count, start, apart, step }: Tile,
  norms: Float64Array,
  window: Window,
): void {
  for (let c = 0; c < count; c++) {
    const norm = normOf(window, c);
    norms[first + c] = Number.isNaN(norm) ? nonFiniteNorm(x, start + c * apart, step, length) : norm;
  }
}

function nonFiniteNorm(x: FloatArray, at: number, step: number, length: number): number {
  for (let k = 0; k < length; k++) if (Number.isNaN(x[at + k * step])) return Number.NaN;
  return Infinity;
}
