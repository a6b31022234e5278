import { type Problem, requireOptions, UnitsphereError } from '@unitsphere/core';
import { composedKernels } from './composed-kernels.ts';
import { cpuKernels } from './cpu-kernels.ts';
import type { Kernels } from './kernels.ts';
import { factoryOfBefore, registerGradients, registerKernels } from './register-kernels.ts';
import type { TensorFlow } from './tensorflow.ts';
import { wasmKernels } from './wasm-kernels.ts';
import { type StartWebGl, webglKernels } from './webgl-kernels.ts';
import { webgpuKernels } from './webgpu-kernels.ts';

export type { TensorFlow };

/** What `register` is given besides tfjs. */
export interface RegisterOptions {
  /**
   * The factory of @unitsphere/webgl: with it results are exact on tfjs's webgl too, which is started if it was not.
   * Later calls keep it.
   */
  readonly webgl?: StartWebGl;
}

/** How the op runs on one of tfjs's backends. */
export interface Registered {
  readonly backend: string;
  /** `exact`: our kernels, correctly rounded for p = 1, 2, ∞; `composed`: tfjs's own operations. */
  readonly kernels: 'exact' | 'composed';
  /** Why they are composed. */
  readonly why?: string;
}

/**
 * Registers the op and its gradients with tfjs, for every backend that it knows by now, and says how each of them runs
 * it. Call it again once a backend was added, or tfjs's webgl has started. Rejects with `backend-unavailable` where tfjs
 * starts none, `invalid-values` where `tf` is not tfjs, `invalid-options`, `unknown-option`.
 */
export async function register(tf: TensorFlow, options: RegisterOptions = {}): Promise<Registered[]> {
  requireArguments(tf, options);
  const { webgl: start = factoryOfBefore(tf) } = options;
  await tf.ready().catch((cause: unknown) => {
    throw new UnitsphereError('backend-unavailable', `no backend of tfjs starts: ${reasonOf(cause)}`, {
      cause,
    });
  });
  const composed = composedKernels();
  const registered: Registered[] = [];
  for (const backend of Object.keys(tf.engine().registryFactory)) {
    const found = await supportedKernels(backend, tf, start).catch(reasonOf);
    const why = typeof found === 'string' ? found : undefined;
    registerKernels(tf, backend, typeof found === 'string' ? composed : found, composed, start);
    registered.push({ backend, kernels: why === undefined ? 'exact' : 'composed', ...(why && { why }) });
  }
  registerGradients(tf);
  return registered;
}

function requireArguments(tf: TensorFlow, options: RegisterOptions): void {
  if (typeof tf?.registerKernel !== 'function')
    throw new UnitsphereError(
      'invalid-values',
      'register takes tfjs: import * as tf from "@tensorflow/tfjs"',
    );
  for (const name of Object.keys(requireOptions(options))) {
    if (name !== 'webgl')
      throw new UnitsphereError('unknown-option', `unknown option ${name}; expected webgl`);
  }
  const { webgl } = options;
  if (webgl !== undefined && typeof webgl !== 'function')
    throw new UnitsphereError('invalid-options', `webgl must be a function, got ${typeof webgl}`);
}

const ordinary: Problem = {
  ...{ dtype: 'float32', outer: 1, length: 1, inner: 1, stride: 1, p: 2 },
  denominator: { form: 'floor', of: 'norm', epsilon: 0 },
};

/** Rejects with the reason where there are none, or none for the instance that has started. */
async function supportedKernels(
  backend: string,
  tf: TensorFlow,
  start: StartWebGl | undefined,
): Promise<Kernels<never>> {
  const kernels = await exactKernels(backend, tf, start);
  // Not findBackend, which starts it.
  const instance: unknown = tf.engine().registry[backend];
  if (instance === undefined || kernels.supports(instance as never, ordinary)) return kernels;
  throw new Error(`tfjs's ${backend} is not one that is known: its memory cannot be found`);
}

async function exactKernels(
  backend: string,
  tf: TensorFlow,
  start: StartWebGl | undefined,
): Promise<Kernels<never>> {
  if (backend === 'cpu') return cpuKernels();
  if (backend === 'wasm') return wasmKernels();
  if (backend === 'webgpu') return webgpuKernels();
  if (backend !== 'webgl') throw new Error(`nothing is known of tfjs's backend ${backend}`);
  if (start === undefined) throw new Error('the option webgl was not given');
  const instance = tf.findBackend(backend);
  if (!instance) throw new Error("tfjs's webgl has not started");
  return webglKernels(start, instance);
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
