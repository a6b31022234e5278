import { type Backend, type DType, type FloatArray, UnitsphereError } from '@unitsphere/core';
import { type Arena, createArena, notAllocated } from './arena.ts';
import { codeHere, compile } from './code.ts';
import type { Pool } from './pool/pool.ts';
import { simdBackend } from './simd-backend.ts';
import { createWindow } from './window.ts';

/** Options of a backend. */
export interface WasmOptions {
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
  /** The same, of either dtype. */
  allocate<D extends DType>(length: number, dtype: D): D extends 'float32' ? Float32Array : Float64Array;
  /** Gives an array of `allocate` back; it must not be used any more. Throws `invalid-values`, `disposed`. */
  release(array: FloatArray): void;
}

/** The backend, whose large calls `pool` shares. Rejects with `backend-unavailable`, `out-of-memory`, `invalid-options`, `unknown-option`. */
export async function startBackend(
  { arena: arenaBytes = 2 ** 28, ...others }: WasmOptions,
  pool?: Pool,
): Promise<WasmBackend> {
  for (const name in others)
    throw new UnitsphereError('unknown-option', `unknown option ${name}; expected arena`);
  requireArena(arenaBytes);
  const { variant, bytes } = codeHere();
  const module = await compile(bytes);
  const crew = variant === 'simd' ? pool : undefined;
  const arenaModule = (await crew?.compile(bytes)) ?? module;
  const window = createWindow(module);
  let arena: Arena | undefined;
  let ended = false;
  const requireLive = (): void => {
    if (ended) throw new UnitsphereError('disposed', 'backend wasm was used after its end');
  };
  const backend: Omit<WasmBackend, 'allocate'> & { allocate(length: number, dtype?: DType): FloatArray } = {
    ...simdBackend(variant, window, crew, () => arena),
    allocate(length, dtype = 'float32') {
      requireLive();
      arena ??= createArena(arenaModule, arenaBytes, crew?.size ?? 1);
      const array = arena.allocate(length, dtype);
      crew?.start(arena, length);
      return array;
    },
    release(array) {
      requireLive();
      if (arena === undefined) throw notAllocated();
      arena.release(array);
    },
    [Symbol.dispose]() {
      ended = true;
      arena = undefined;
      crew?.end();
    },
  };
  return backend as WasmBackend;
}

function requireArena(bytes: number): void {
  if (Number.isFinite(bytes) && bytes >= 0 && bytes <= 2 ** 32 - 2 ** 22) return;
  const range = 'a number of bytes from 0 to 2^32 - 2^22';
  throw new UnitsphereError('invalid-options', `arena must be ${range}, got ${String(bytes)}`);
}
