import { type Backend, type DType, type FloatArray, UnitsphereError } from '@unitsphere/core';
import { type Arena, createArena, notAllocated } from './arena.ts';
import { codeHere, compile } from './code.ts';
import { forSharedMemory } from './kernels.ts';
import { createPool, type PoolOptions, type ThreadState } from './pool/pool.ts';
import { simdBackend } from './simd-backend.ts';
import { createWindow } from './window.ts';

export interface WasmOptions extends PoolOptions {
  /**
   * Bytes of the memory behind `allocate`, which is made at its first call and never grows; 256 MiB by default, at most
   * 4 MiB less than 4 GiB.
   */
  readonly arena?: number;
}

/** Buffers are typed arrays of any memory, everything is done when a call returns. */
export interface WasmBackend extends Backend<FloatArray, 'sync'> {
  /**
   * Zeros in WebAssembly memory: a problem whose input and output both are such arrays is done without a copy. They
   * are never detached. Throws `out-of-memory`, after which everything else goes on, `invalid-shape`, `disposed`.
   */
  allocate(length: number): Float32Array;
  allocate<D extends DType>(length: number, dtype: D): D extends 'float32' ? Float32Array : Float64Array;
  /** Gives an array of `allocate` back; it must not be used any more. Throws `invalid-values`, `disposed`. */
  release(array: FloatArray): void;
  /** What became of the option `threads`; workers need some 50 ms after `allocate` before they take part. */
  readonly threads: ThreadState;
}

/**
 * Starts the backend in WebAssembly SIMD, `capabilities.variant` is then `simd`; where that is lacking it is `scalar`
 * and everything is done by cpu's kernels. Rejects with `backend-unavailable`, which says so where a page's
 * Content-Security-Policy forbids WebAssembly, `out-of-memory`, `invalid-options`. A call that several threads share
 * throws `worker-lost` if one of them ends within it; its output is then undefined, and later calls run on one thread.
 */
export async function wasm({
  arena: arenaBytes = 2 ** 28,
  ...options
}: WasmOptions = {}): Promise<WasmBackend> {
  requireArena(arenaBytes);
  const pool = createPool(options);
  const { variant, bytes } = codeHere();
  const module = await compile(bytes);
  const threads = variant === 'simd' ? pool.size : 1;
  const arenaModule = threads > 1 ? await compile(forSharedMemory(bytes)) : module;
  if (threads < pool.size) pool.end('there is no WebAssembly SIMD here');
  const window = createWindow(module);
  let arena: Arena | undefined;
  let ended = false;
  const requireLive = (): void => {
    if (ended) throw new UnitsphereError('disposed', 'backend wasm was used after its end');
  };
  const backend: Omit<WasmBackend, 'allocate'> & { allocate(length: number, dtype?: DType): FloatArray } = {
    ...simdBackend(variant, window, pool, () => arena),
    allocate(length, dtype = 'float32') {
      requireLive();
      arena ??= createArena(arenaModule, arenaBytes, threads);
      const array = arena.allocate(length, dtype);
      pool.start(arena, length);
      return array;
    },
    release(array) {
      requireLive();
      if (arena === undefined) throw notAllocated();
      arena.release(array);
    },
    get threads() {
      return pool.state;
    },
    [Symbol.dispose]() {
      ended = true;
      arena = undefined;
      pool.end();
    },
  };
  return backend as WasmBackend;
}

function requireArena(bytes: number): void {
  if (Number.isFinite(bytes) && bytes >= 0 && bytes <= 2 ** 32 - 2 ** 22) return;
  const range = 'a number of bytes from 0 to 2^32 - 2^22';
  throw new UnitsphereError('invalid-options', `arena must be ${range}, got ${String(bytes)}`);
}
