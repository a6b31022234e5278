import type { Problem } from '@unitsphere/core';
import { gradientKernel } from '@unitsphere/cpu/kernels';
import { kernelArguments } from './kernel-arguments.ts';
import type { Window } from './window.ts';
import { windowSlices } from './window-slices.ts';

/** The gradient of a float32 problem of p = 1, 2 or ∞. dx is x, or dy, or apart from both. */
export function gradientOfSlices(
  x: Float32Array,
  dy: Float32Array,
  problem: Problem,
  dx: Float32Array,
  window: Window,
): void {
  const { kernels, input, output } = window;
  const [p, ...rule] = kernelArguments(problem);
  const measuring = {
    problem,
    inputs: [x, dy],
    places: [input, output],
    measure: (count: number, size: number) => kernels.measureGradients(input, output, count, size, p, 0),
    finish(count: number) {
      kernels.finishGradients(count, p, ...rule, 0);
      return false;
    },
  };
  windowSlices(measuring, window, {
    y: dx,
    scale: (count, size) => kernels.scaleGradients(input, output, count, size, p, 0),
    settle: gradientKernel(problem),
  });
}
