import { run } from '@unitsphere/conformance';
import { runInWorker } from '@unitsphere/conformance/worker';
import { createNormalizer } from '@unitsphere/core';
import { webgpu } from '@unitsphere/webgpu';
import { outcomesOf } from '../../../../tools/browser/outcomes-of.ts';
import { backends } from './backends.mjs';

export function resultsInPage(backend, options) {
  return outcomesOf(run(backends[backend], options));
}

export function resultsInWorker(backend, options) {
  const file = new URL(`worker.mjs?backend=${backend}`, import.meta.url);
  return outcomesOf(runInWorker(() => new Worker(file, { type: 'module' }), options));
}

/** The bits of 3/5 and 4/5, by values and by an encoder of one's own; nothing is left to the page's error handler. */
export async function started() {
  const adapter = await navigator.gpu.requestAdapter();
  const device = await adapter.requestDevice();
  const uncaught = [];
  device.addEventListener('uncapturederror', ({ error }) => uncaught.push(error.message));
  using backend = await webgpu({ device });
  const values = Float32Array.of(3, 4);
  const unit = await createNormalizer(backend).normalize(values);
  const { STORAGE, COPY_SRC, COPY_DST } = GPUBufferUsage;
  const buffer = device.createBuffer({ size: 8, usage: STORAGE | COPY_SRC | COPY_DST });
  device.queue.writeBuffer(buffer, 0, values);
  const denominator = { form: 'floor', of: 'norm', epsilon: 0 };
  const problem = { dtype: 'float32', outer: 1, length: 2, inner: 1, stride: 2, p: 2, denominator };
  const encoder = device.createCommandEncoder();
  {
    using _recording = backend.encode(encoder, buffer, buffer, problem);
    device.queue.submit([encoder.finish()]);
  }
  return { unit: [...unit], encoded: [...(await backend.read(buffer))], uncaught };
}

/** What is read of a device that is lost, before and after everybody knows. */
export async function lost() {
  const adapter = await navigator.gpu.requestAdapter();
  const device = await adapter.requestDevice();
  const backend = await webgpu({ device });
  const buffer = backend.upload(Float32Array.of(3, 4));
  const waiting = backend.read(buffer);
  device.destroy();
  const codes = [];
  for (const read of [waiting, backend.read(buffer)]) codes.push(await read.catch(({ code }) => code));
  codes.push(await backend.read(buffer).catch(({ code }) => code));
  return codes;
}

/** The error with which it does not start. */
export async function refusal() {
  try {
    await webgpu();
    return undefined;
  } catch ({ name, code, message }) {
    return { name, code, message };
  }
}
