import { webgl } from '@unitsphere/webgl';
import type { Contender } from '../contender.ts';
import { blitFramebuffer } from './blit-framebuffer.ts';
import { copyBuffer } from './copy-buffer.ts';
import { cpuContender } from './cpu-contender.ts';
import { float32Set } from './float32-set.ts';
import { memoryCopy } from './memory-copy.ts';
import { memoryCopyAllCores } from './memory-copy-all-cores.ts';
import { tfjsOp } from './tfjs-op.ts';
import { wasmHeap, wasmResident, wasmThreads } from './wasm-contenders.ts';
import { startWebThread } from './web-thread.ts';
import { webglContenders } from './webgl-contenders.ts';
import { webgpuContenders } from './webgpu-contenders.ts';

/** The roofs and ours in a page, or in a worker of one. */
export function oursInPage(threads: number = navigator.hardwareConcurrency): readonly Contender[] {
  const findGpu = async () => undefined;
  return [
    float32Set(),
    memoryCopy(),
    memoryCopyAllCores(threads, startWebThread),
    copyBuffer(findGpu),
    blitFramebuffer(),
    cpuContender(),
    wasmResident(),
    wasmHeap(),
    wasmThreads(threads),
    ...webgpuContenders(findGpu),
    ...webglContenders(),
    tfjsOp('webgpu'),
    tfjsOp('webgl', { webgl }),
  ];
}
