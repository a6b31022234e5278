import { run } from '@unitsphere/conformance';
import { runInWorker } from '@unitsphere/conformance/worker';
import { wasm } from '@unitsphere/wasm';
import { wasmThreads } from '@unitsphere/wasm/threads';
import { outcomesOf } from '../../../../tools/browser/outcomes-of.ts';
import { backends, shared } from './backends.mjs';

export async function resultsInPage(backend, options) {
  return { ...(await outcomesOf(run(backends[backend], options))), shared };
}

export function resultsInWorker(backend, options) {
  const file = new URL(`worker.mjs?backend=${backend}`, import.meta.url);
  return outcomesOf(runInWorker(() => new Worker(file, { type: 'module' }), options));
}

/** What the backend says of itself once its workers are up, and the bits of 3/5 and 4/5. */
export async function started(options = {}) {
  const backend = await wasmThreads(options);
  const [x, y] = [backend.allocate(2), backend.allocate(2)];
  while (backend.threads.running < backend.threads.wanted && backend.threads.reason === undefined) {
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  x.set([3, 4]);
  const sizes = { outer: 1, length: 2, inner: 1, stride: 2 };
  const denominator = { form: 'floor', of: 'norm', epsilon: 0 };
  backend.normalize(x, { dtype: 'float32', ...sizes, p: 2, denominator }, y);
  const { threads, capabilities } = backend;
  const unit = [...y];
  const memory = Object.prototype.toString.call(y.buffer).slice(8, -1);
  backend[Symbol.dispose]();
  return { threads, variant: capabilities.variant, unit, memory };
}

/** The error with which it does not start. */
export async function refusal() {
  try {
    await wasm();
    return undefined;
  } catch ({ name, code, message }) {
    return { name, code, message };
  }
}
