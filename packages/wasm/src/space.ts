import { UnitsphereError } from '@unitsphere/core';
import { type Exports, instantiate } from './kernels.ts';

/** A memory with kernels on it. */
export interface Place {
  readonly kernels: Exports;
  /** Address of the workspace. */
  readonly base: number;
  /** The memory from the workspace on. */
  readonly uint32: Uint32Array;
}

/** A WebAssembly memory of fixed size, which begins with the workspace: it never grows, so its views stay whole. */
export interface Space extends Place {
  readonly memory: WebAssembly.Memory;
  readonly module: WebAssembly.Module;
  readonly float32: Float32Array;
  readonly float64: Float64Array;
}

/** With a memory that other threads can reach where `shared`: kernels are compiled for either. Throws `out-of-memory`. */
export function createSpace(module: WebAssembly.Module, bytes: number, shared = false): Space {
  const pages = Math.ceil(bytes / 65536);
  const memory = memoryOf(pages, shared);
  return {
    module,
    kernels: instantiate(module, memory),
    memory,
    base: 0,
    float32: new Float32Array(memory.buffer),
    float64: new Float64Array(memory.buffer),
    uint32: new Uint32Array(memory.buffer),
  };
}

function memoryOf(pages: number, shared: boolean): WebAssembly.Memory {
  try {
    return new WebAssembly.Memory({ initial: pages, maximum: pages, shared });
  } catch (cause) {
    const message = `no room for ${pages * 65536} bytes of WebAssembly memory`;
    throw new UnitsphereError('out-of-memory', message, { cause });
  }
}
