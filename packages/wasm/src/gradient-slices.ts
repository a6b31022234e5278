import type { Problem } from '@unitsphere/core';
import { gradientKernel } from '@unitsphere/cpu/kernels';
import { mayBeSame } from './float32-job.ts';
import { kernelArguments } from './kernel-arguments.ts';
import { eachPart, eachTile, pack, unpack } from './packed-slices.ts';
import { settleSlice } from './settle-slice.ts';
import { clearStates, unsureSlices } from './slice-state.ts';
import type { Window } from './window.ts';

/** The gradient of a float32 problem of p = 1, 2 or ∞. dx is x, or dy, or apart from both. */
export function gradientOfSlices(
  x: Float32Array,
  dy: Float32Array,
  problem: Problem,
  dx: Float32Array,
  window: Window,
): void {
  const { kernels, float32, input, output, capacity } = window;
  const { length } = problem;
  const [p, ...rule] = kernelArguments(problem);
  const settle = gradientKernel(problem);
  const inPlace = mayBeSame(dx, x);
  eachTile(problem, capacity * 4, (tile) => {
    const { count, first, whole } = tile;
    const load = (k: number, size: number): void => {
      pack(x, tile, k, size, float32, input / 4);
      pack(dy, tile, k, size, float32, output / 4);
    };
    clearStates(window, count);
    eachPart(tile, length, (k, size) => {
      load(k, size);
      kernels.measureGradients(input, output, count, size, p, 0);
    });
    kernels.finishGradients(count, p, ...rule, 0);
    const unsure = unsureSlices(window, count);
    const keptForLater = whole || !inPlace ? [] : unsure;
    eachPart(tile, length, (k, size) => {
      if (!whole) load(k, size);
      kernels.scaleGradients(input, output, count, size, p, 0);
      if (whole) for (const c of unsure) settleInWindow(c);
      for (const c of keptForLater) {
        float32.copyWithin(output / 4 + c * size, input / 4 + c * size, input / 4 + (c + 1) * size);
      }
      unpack(float32, output / 4, tile, k, size, dx);
    });
    if (!whole) for (const c of unsure) settleSlice([x, dy], dx, tile, c, length, settle);

    function settleInWindow(c: number): void {
      const at = c * length;
      const views = [float32.subarray(input / 4), float32.subarray(output / 4)] as const;
      settle(views, at, views[1], at, first + c);
    }
  });
}
