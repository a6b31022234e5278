import { loadGpuJs } from '../../src/gpu-js.ts';
import { createGpuKernels, type GpuKernels } from '../../src/gpu-kernels.ts';
import { newContext } from './contexts.ts';

/** A context and the kernels that are compiled for it. */
export interface Runner {
  readonly context: WebGL2RenderingContext;
  readonly kernels: GpuKernels;
}

let runner: Promise<Runner> | undefined;

/** The page's one. */
export function startedRunner(): Promise<Runner> {
  runner ??= start();
  return runner;
}

async function start(): Promise<Runner> {
  const GPU = await loadGpuJs();
  const context = newContext();
  context.getExtension('EXT_color_buffer_float');
  return { context, kernels: createGpuKernels(new GPU({ context, canvas: { width: 1, height: 1 } })) };
}
