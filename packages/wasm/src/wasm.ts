import {
  allocate,
  type Backend,
  type Capabilities,
  type DType,
  dtypeOf,
  type FloatArray,
  type Problem,
  UnitsphereError,
} from '@unitsphere/core';
import { cpu } from '@unitsphere/cpu';
import { newTally, type RunningTally, tallyArray } from '@unitsphere/cpu/kernels';
import { type Arena, createArena, notAllocated } from './arena.ts';
import { codeHere, compile } from './code.ts';
import { normalizeColumns } from './float32-columns.ts';
import { float32Job } from './float32-job.ts';
import { isResident, normalizeResident } from './float32-resident.ts';
import { normalizeRows } from './float32-rows.ts';
import { gradientOfSlices } from './gradient-slices.ts';
import { forSharedMemory } from './kernels.ts';
import { createPool, type PoolOptions, type ThreadState } from './pool/pool.ts';
import { preciseNormalize, preciseNorms } from './precise-slices.ts';
import type { Space } from './space.ts';
import { createWindow } from './window.ts';
import { workspace } from './workspace.ts';

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
  const plain = cpu();
  let arena: Arena | undefined;
  let ended = false;
  const requireLive = (): void => {
    if (ended) throw new UnitsphereError('disposed', 'backend wasm was used after its end');
  };
  const isFast = ({ p }: Problem): boolean => variant === 'simd' && [1, 2, Infinity].includes(p);

  const normalize = (
    x: FloatArray,
    problem: Problem,
    y: FloatArray,
    tally: RunningTally,
    norms?: Float64Array,
  ): FloatArray => {
    if (problem.dtype === 'float64') {
      const results = { norms, tally };
      counted(window, tally, () =>
        preciseNormalize(x as Float64Array, problem, y as Float64Array, results, window),
      );
      return y;
    }
    // The norms first: y may be x.
    if (norms !== undefined) preciseNorms(x, problem, norms, window);
    const job = float32Job(problem, x as Float32Array, y as Float32Array, tally);
    if (arena !== undefined && isResident(job, arena)) {
      const space = arena;
      counted(space, tally, () => counted(window, tally, () => normalizeResident(job, space, window, pool)));
    } else {
      counted(window, tally, () => (problem.inner === 1 ? normalizeRows : normalizeColumns)(job, window));
    }
    return y;
  };

  const capabilities: Capabilities<'sync'> = { ...plain.capabilities, variant };
  const backend: Omit<WasmBackend, 'allocate'> & { allocate(length: number, dtype?: DType): FloatArray } = {
    ...plain,
    name: 'wasm',
    capabilities,
    normalize: (input, problem, output) =>
      isFast(problem)
        ? normalize(input, problem, output ?? allocateLike(input), newTally())
        : plain.normalize(input, problem, output),
    normalizeWithNorms(input, problem, given) {
      if (!isFast(problem)) return plain.normalizeWithNorms(input, problem, given);
      const norms = newNorms(problem);
      const tally = newTally();
      const output = normalize(input, problem, given ?? allocateLike(input), tally, norms);
      return { output, norms, tally: tallyArray(tally) };
    },
    norms(input, problem) {
      if (!isFast(problem)) return plain.norms(input, problem);
      const norms = newNorms(problem);
      preciseNorms(input, problem, norms, window);
      return norms;
    },
    gradient(input, upstream, problem, output = allocateLike(input)) {
      if (!isFast(problem) || !isFloat32(input)) return plain.gradient(input, upstream, problem, output);
      gradientOfSlices(input, upstream as Float32Array, problem, output as Float32Array, window);
      return output;
    },
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

function isFloat32(values: FloatArray): values is Float32Array {
  return dtypeOf(values) === 'float32';
}

function allocateLike(input: FloatArray): FloatArray {
  return allocate(dtypeOf(input), input.length);
}

function newNorms({ outer, inner }: Problem): Float64Array {
  return allocate('float64', outer * inner) as Float64Array;
}

/** Takes the counts that kernels leave in the workspace over into `tally`. */
function counted({ uint32 }: Space, tally: RunningTally, work: () => void): void {
  uint32[workspace.zero / 4] = 0;
  uint32[workspace.clamped / 4] = 0;
  work();
  tally.zero += uint32[workspace.zero / 4]!;
  tally.clamped += uint32[workspace.clamped / 4]!;
}
