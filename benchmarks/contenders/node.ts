import { availableParallelism } from 'node:os';
import type { Contender } from '../contender.ts';
import { copyBuffer } from './copy-buffer.ts';
import { cpuContender } from './cpu-contender.ts';
import { withFileCopy, withFileTask } from './file-task.ts';
import { float32Set } from './float32-set.ts';
import { memoryCopy } from './memory-copy.ts';
import { memoryCopyAllCores } from './memory-copy-all-cores.ts';
import { startNodeThread } from './node-thread.ts';
import { tfjsOp } from './tfjs-op.ts';
import { wasmHeap, wasmResident, wasmThreads } from './wasm-contenders.ts';
import { webgpuContenders } from './webgpu-contenders.ts';

/** The roofs and ours in Node. WebGPU is Dawn there, which finds its driver when the process starts: tools/vulkan.mjs. */
export function oursInNode(): readonly Contender[] {
  const threads = availableParallelism();
  const [resident, arrayToArray] = webgpuContenders(dawn);
  return [
    withFileCopy(float32Set()),
    memoryCopy(),
    memoryCopyAllCores(threads, startNodeThread),
    copyBuffer(dawn),
    withFileTask(cpuContender()),
    wasmResident(),
    withFileTask(wasmHeap()),
    wasmThreads(threads),
    resident,
    withFileTask(arrayToArray),
    tfjsOp('cpu'),
    tfjsOp('wasm'),
  ];
}

async function dawn(): Promise<GPU> {
  const { create } = await import('webgpu');
  return create([]);
}
