import type { KernelConfig, Tensor, TensorInfo } from '@tensorflow/tfjs-core';
import type { Problem } from '@unitsphere/core';
import { gradientKernel, type Kernels, normalizeKernel } from './kernels.ts';
import { problemOf } from './problem-attributes.ts';
import { overInput, overUpstream } from './second-order.ts';
import type { TensorFlow } from './tensorflow.ts';
import type { StartWebGl } from './webgl-kernels.ts';

/** An entry of tfjs's registry, where what a later call needs is kept. */
interface Entry extends KernelConfig {
  readonly webgl: StartWebGl | undefined;
}

/** The factory that the last call had. */
export function factoryOfBefore({ getKernel }: TensorFlow): StartWebGl | undefined {
  return (getKernel(normalizeKernel, 'webgl') as Entry | undefined)?.webgl;
}

/** Under the backend's name, in the place of those of before; what `exact` does not support goes to `composed`. */
export function registerKernels(
  { getKernel, registerKernel, unregisterKernel }: TensorFlow,
  backendName: string,
  exact: Kernels<never>,
  composed: Kernels<unknown>,
  webgl: StartWebGl | undefined,
): void {
  const add = (
    kernelName: string,
    run: (
      kernels: Kernels<unknown>,
      backend: unknown,
      inputs: Record<string, TensorInfo>,
      problem: Problem,
    ) => TensorInfo,
  ): void => {
    if (getKernel(kernelName, backendName)) unregisterKernel(kernelName, backendName);
    const entry: Entry = {
      kernelName,
      backendName,
      kernelFunc: ({ inputs, backend, attrs }) => {
        const problem = problemOf(attrs!);
        const kernels = exact.supports(backend as never, problem) ? exact : composed;
        return run(kernels as Kernels<unknown>, backend, inputs as Record<string, TensorInfo>, problem);
      },
      webgl,
    };
    registerKernel(entry);
  };
  add(normalizeKernel, (kernels, backend, { x }, problem) => kernels.normalize(backend, x!, problem));
  add(gradientKernel, (kernels, backend, { x, dy }, problem) => kernels.gradient(backend, x!, dy!, problem));
}

export function registerGradients({ engine, registerGradient }: TensorFlow): void {
  registerGradient({
    kernelName: normalizeKernel,
    // Not the output: its own derivative would be lost to the second one.
    inputsToSave: ['x'],
    gradFunc: (dy, [x], attributes) => ({
      x: () => engine().runKernel(gradientKernel, { x: x!, dy: dy as Tensor }, attributes),
    }),
  });
  registerGradient({
    kernelName: gradientKernel,
    inputsToSave: ['x', 'dy'],
    gradFunc: (w, [x, dy], attributes) => ({
      x: () => overInput(x!, dy!, w as Tensor, problemOf(attributes)),
      dy: () => overUpstream(x!, w as Tensor, problemOf(attributes)),
    }),
  });
}
