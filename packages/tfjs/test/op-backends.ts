import * as tf from '@tensorflow/tfjs';
import type { Backend } from '@unitsphere/core';
import { type RegisterOptions, register } from '@unitsphere/tfjs';
import { claims, composed } from './claims.ts';
import { opBackend } from './op-backend.ts';

export type OpName = keyof typeof claims;

/**
 * Sets a backend of tfjs, registers the op, and gives what starts it for the kit. Throws where tfjs's backend does not
 * start, or does not get our kernels.
 */
export async function startOp(name: OpName, options: RegisterOptions = {}): Promise<() => Backend> {
  await setOp(name, 'exact', options);
  return () => opBackend(claims[name]);
}

/** As `startOp`, for kernels that are made of tfjs's operations. */
export async function startComposed(name: string): Promise<() => Backend> {
  await setOp(name, 'composed');
  const reading = name === 'webgl' ? 'async' : 'sync';
  return () => opBackend({ name: `composed-${name}`, reading, ...composed });
}

/** tfjs's cpu by a name that nobody knows. */
export function registerUnknown(name: string): void {
  tf.registerBackend(name, tf.findBackendFactory('cpu'));
  tf.copyRegisteredKernels('cpu', name);
}

async function setOp(name: string, kernels: string, options: RegisterOptions = {}): Promise<void> {
  if (!(await tf.setBackend(name))) throw new Error(`tfjs's ${name} does not start here`);
  const found = (await register(tf, options)).find(({ backend }) => backend === name);
  if (found?.kernels !== kernels) throw new Error(`kernels on ${name} are ${found?.kernels}: ${found?.why}`);
}
