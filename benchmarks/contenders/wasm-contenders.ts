import { createNormalizer } from '@unitsphere/core';
import { type WasmBackend, wasm } from '@unitsphere/wasm';
import { wasmThreads as startThreads, type ThreadedBackend } from '@unitsphere/wasm/threads';
import type { Contender } from '../contender.ts';
import { hostContender } from './host-contender.ts';
import { ourVersion } from './our-version.ts';
import { takingAllBut } from './taking-all-but.ts';

/** Bytes for two arrays of the largest scenario, and the gradient's three of smaller ones. */
const arena = 2 ** 29;
/** Elements from which on threads share the work: the backend's own default. */
export const threadsFrom = 2 ** 17;

const fromArrays = 'a file goes from array to array';

/** Arrays of JavaScript, which are copied through WebAssembly's memory. */
export function wasmHeap(): Contender {
  const without = takingAllBut({ file: 'files are read in Node alone' });
  return hostContender({ name: 'wasm, JS heap', roof: 'Float32Array.set', without }, async () => {
    const backend = await wasm();
    return { version: versionOf(backend), normalizer: createNormalizer(backend) };
  });
}

/** Arrays in WebAssembly's memory. */
export function wasmResident(): Contender {
  const without = takingAllBut({ file: fromArrays });
  return hostContender({ name: 'wasm, resident', roof: 'memory.copy', without }, async () => {
    const backend = await wasm({ arena });
    return { version: versionOf(backend), normalizer: createNormalizer(backend), memory: backend };
  });
}

/** The same by so many threads where an array is large enough. Rejects where they do not start. */
export function wasmThreads(threads: number): Contender {
  const without = takingAllBut({
    file: fromArrays,
    float64: 'threads share float32 alone',
    gradient: 'threads do not share gradients',
  });
  const roof = 'memory.copy, all cores';
  return hostContender({ name: `wasm, ${threads} threads`, roof, without }, async () => {
    if (threads === 1) throw new Error('there is one core here');
    const backend = await startThreads({ arena, threads, threadsFrom });
    await allThreads(backend);
    return {
      version: `${versionOf(backend)}, ${threads} threads from ${threadsFrom} elements on`,
      normalizer: createNormalizer(backend),
      memory: backend,
    };
  });
}

function versionOf({ capabilities }: WasmBackend): string {
  return `@unitsphere/wasm ${ourVersion}, ${capabilities.variant}`;
}

/** Milliseconds that workers are given to start. */
const patience = 20_000;

/** Workers start with the first array that is large enough, and take some time. */
async function allThreads(backend: ThreadedBackend): Promise<void> {
  backend.release(backend.allocate(threadsFrom));
  const end = performance.now() + patience;
  while (backend.threads.running < backend.threads.wanted) {
    const { wanted, running, reason } = backend.threads;
    if (reason !== undefined || performance.now() > end) {
      backend[Symbol.dispose]();
      throw new Error(`${running} of ${wanted} threads run: ${reason ?? 'the others do not start'}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
