import type { DataId, TensorInfo } from '@tensorflow/tfjs-core';
import { type Backend, type FloatArray, type Problem, UnitsphereError } from '@unitsphere/core';
import { lentKernels, workspaceBytes } from '@unitsphere/wasm/lent';
import type { Kernels } from './kernels.ts';

/** What is used of tfjs's wasm backend. */
export interface WasmBackend {
  /** Emscripten's module: its memory has either name, by the build. */
  readonly wasm: {
    readonly wasmMemory?: WebAssembly.Memory;
    readonly asm?: { readonly memory?: WebAssembly.Memory };
    _malloc(bytes: number): number;
  };
  /** Address of a tensor's values, which come to this backend now if they were on another. */
  getMemoryOffset(dataId: DataId): number;
  makeOutput(shape: number[], dtype: 'float32'): TensorInfo;
  disposeData(dataId: DataId): boolean;
}

// Hung on the memory itself, and gone with it: a workspace there is for good.
const backends = new WeakMap<WebAssembly.Memory, Backend<FloatArray, 'sync'>>();

/** Starts our kernels; they run on the memory of whatever instance of tfjs's backend calls them, without a copy. */
export async function wasmKernels(): Promise<Kernels<WasmBackend>> {
  const { on } = await lentKernels();

  const backendOn = (tfjs: WasmBackend): Backend<FloatArray, 'sync'> => {
    const memory = memoryOf(tfjs)!;
    const known = backends.get(memory);
    if (known !== undefined) return known;
    const made = on(memory, requireRoom(tfjs.wasm._malloc(workspaceBytes) >>> 0, workspaceBytes));
    backends.set(memory, made);
    return made;
  };
  const run = (
    tfjs: WasmBackend,
    inputs: readonly TensorInfo[],
    { outer, stride }: Problem,
    work: (backend: Backend<FloatArray, 'sync'>, ...arrays: Float32Array[]) => void,
  ): TensorInfo => {
    const length = outer * stride;
    const backend = backendOn(tfjs);
    const from = inputs.map(({ dataId }) => tfjs.getMemoryOffset(dataId) >>> 0);
    const output = tfjs.makeOutput(inputs[0]!.shape, 'float32');
    try {
      const to = requireRoom(tfjs.getMemoryOffset(output.dataId) >>> 0, 4 * length);
      // Last: everything before can let the memory grow, which detaches views.
      const { buffer } = memoryOf(tfjs)!;
      work(backend, ...[...from, to].map((at) => new Float32Array(buffer, at, length)));
      return output;
    } catch (error) {
      tfjs.disposeData(output.dataId);
      throw error;
    }
  };
  return {
    supports: (tfjs) => {
      const { wasm, getMemoryOffset, makeOutput } = tfjs;
      const functions = [wasm?._malloc, getMemoryOffset, makeOutput];
      return functions.every((f) => typeof f === 'function') && memoryOf(tfjs)?.buffer !== undefined;
    },
    normalize: (tfjs, x, problem) =>
      run(tfjs, [x], problem, (backend, values, result) => backend.normalize(values!, problem, result)),
    gradient: (tfjs, x, dy, problem) =>
      run(tfjs, [x, dy], problem, (backend, values, upstream, result) =>
        backend.gradient(values!, upstream!, problem, result),
      ),
  };
}

function memoryOf({ wasm }: WasmBackend): WebAssembly.Memory | undefined {
  return wasm.wasmMemory ?? wasm.asm?.memory;
}

/** An address of tfjs's allocator, which gives 0 where there is no room. */
function requireRoom(address: number, bytes: number): number {
  if (address !== 0) return address;
  throw new UnitsphereError('out-of-memory', `tfjs's wasm memory has no room for ${bytes} bytes`);
}
