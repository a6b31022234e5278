import { type Backend, type FloatArray, UnitsphereError } from '@unitsphere/core';
import { codeHere, compile, type Variant } from './code.ts';
import { type Exports, forSharedMemory, instantiate } from './kernels.ts';
import { simdBackend } from './simd-backend.ts';
import type { Place } from './space.ts';
import { createWindow } from './window.ts';
import { workspaceBytes } from './workspace.ts';

export { type Variant, workspaceBytes };

/** Kernels for memories that others made, of other WebAssembly modules above all. */
export interface LentKernels {
  readonly variant: Variant;
  /**
   * A backend on `memory`, at once: float32 arrays that are views of it are normalized there, without a copy, under the
   * conditions of arrays that `WasmBackend` allocates. The memory may grow between calls, whose views have to be of its
   * buffer at the time. `workspace` is the address of `workspaceBytes` bytes there, a multiple of 4, which the backend
   * has to itself; of the rest it writes outputs alone. Throws `invalid-values` for another address, and for a memory
   * that was made without a maximum.
   */
  on(memory: WebAssembly.Memory, workspace: number): Backend<FloatArray, 'sync'>;
}

/** Compiles kernels for memories, shared ones too where there are such. Rejects with `backend-unavailable`. */
export async function lentKernels(): Promise<LentKernels> {
  const { variant, bytes } = codeHere();
  const module = await compile(bytes);
  const window = createWindow(module);
  const shares = variant === 'simd' && typeof SharedArrayBuffer !== 'undefined';
  const sharing = shares ? await compile(forSharedMemory(bytes)) : module;
  return {
    variant,
    on(memory, workspace) {
      requireWorkspace(memory, workspace);
      const place = placeOn(isShared(memory) ? sharing : module, memory, workspace);
      return simdBackend(variant, window, undefined, place);
    },
  };
}

/** The place as it is when asked for: a memory that has grown has another buffer. */
function placeOn(module: WebAssembly.Module, memory: WebAssembly.Memory, base: number): () => Place {
  const kernels = linked(module, memory);
  let place: Place | undefined;
  return () => {
    if (place?.uint32.buffer !== memory.buffer)
      place = { kernels, base, uint32: new Uint32Array(memory.buffer, base) };
    return place;
  };
}

function linked(module: WebAssembly.Module, memory: WebAssembly.Memory): Exports {
  try {
    return instantiate(module, memory);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new UnitsphereError('invalid-values', `kernels do not run on this memory: ${reason}`, { cause });
  }
}

function isShared({ buffer }: WebAssembly.Memory): boolean {
  // By tag, so that memory of another realm counts too.
  return Object.prototype.toString.call(buffer) === '[object SharedArrayBuffer]';
}

function requireWorkspace({ buffer: { byteLength } }: WebAssembly.Memory, at: number): void {
  if (at >= 0 && at % 4 === 0 && at + workspaceBytes <= byteLength) return;
  const room = `${workspaceBytes} bytes at a multiple of 4 in a memory of ${byteLength}`;
  throw new UnitsphereError('invalid-values', `a workspace is ${room}, got the address ${String(at)}`);
}
