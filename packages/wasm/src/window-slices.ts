import type { FloatArray, Problem } from '@unitsphere/core';
import type { SliceKernel } from '@unitsphere/cpu/kernels';
import { mayBeSame } from './float32-job.ts';
import { eachPart, eachTile, pack, unpack } from './packed-slices.ts';
import { settleSlice } from './settle-slice.ts';
import { clearStates, normOf, unsureSlices } from './slice-state.ts';
import type { Window } from './window.ts';

/** What kernels find out of slices in the window, each of which has a state. */
export interface Measuring {
  readonly problem: Problem;
  readonly inputs: readonly FloatArray[];
  /** Where each input stands in the window, in bytes. */
  readonly places: readonly number[];
  measure(count: number, size: number): void;
  /** Whether slices have to be measured again. */
  finish(count: number): boolean;
  /** Takes N of each slice of the first input. */
  readonly norms?: Float64Array | undefined;
}

/** What they write, in the last input's place; y is any of the inputs or apart from them. */
export interface Scaling {
  readonly y: FloatArray;
  scale(count: number, size: number): void;
  /** For slices that kernels leave alone. */
  readonly settle: SliceKernel;
}

/** Slices by way of the window; all that is needed of a slice is known before any of it is written. */
export function windowSlices(
  { problem, inputs, places, measure, finish, norms }: Measuring,
  window: Window,
  scaling?: Scaling,
): void {
  const { dtype, length } = problem;
  const memory = dtype === 'float64' ? window.float64 : window.float32;
  const views = places.map((place) => memory.subarray(place / memory.BYTES_PER_ELEMENT));
  const [x, last] = [views[0]!, views.at(-1)!];
  eachTile(problem, window.capacity * 4, (tile) => {
    const { count, first, whole } = tile;
    const load = (k: number, size: number): void =>
      inputs.forEach((values, j) => {
        pack(values, tile, k, size, views[j]!);
      });
    clearStates(window, count);
    let loaded = false;
    do {
      eachPart(tile, length, (k, size) => {
        if (!loaded) load(k, size);
        measure(count, size);
        loaded = whole;
      });
    } while (finish(count));
    if (norms !== undefined) {
      for (let c = 0; c < count; c++) {
        const norm = normOf(window, c);
        const at = tile.start + c * tile.apart;
        norms[first + c] = Number.isNaN(norm) ? nonFiniteNorm(inputs[0]!, at, tile.step, length) : norm;
      }
    }
    if (scaling === undefined) return;
    const { y, scale, settle } = scaling;
    const unsure = unsureSlices(window, count);
    eachPart(tile, length, (k, size) => {
      if (!whole) load(k, size);
      scale(count, size);
      for (const c of unsure) {
        if (whole) settle(views, c * length, last, c * length, first + c);
        else if (mayBeSame(inputs[0]!, y)) last.set(x.subarray(c * size, (c + 1) * size), c * size);
      }
      unpack(last, tile, k, size, y);
    });
    if (!whole) for (const c of unsure) settleSlice(inputs, y, tile, c, length, settle);
  });
}

function nonFiniteNorm(x: FloatArray, at: number, step: number, length: number): number {
  for (let k = 0; k < length; k++) if (Number.isNaN(x[at + k * step])) return Number.NaN;
  return Infinity;
}
