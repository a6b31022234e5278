import type { DType, FloatArray } from '@unitsphere/core';
import type { WasmBackend } from '../src/index.ts';
import { type LentKernels, workspaceBytes } from '../src/lent.ts';

/** What lies in a memory where nothing was put. */
const untouched = 0xa7;
/** Bytes around arrays that are looked at whenever these are given back. */
const around = 4096;

/** A memory of somebody else's, and the backend on it with its arrays there. */
export interface Lent {
  readonly memory: WebAssembly.Memory;
  readonly backend: Pick<
    WasmBackend,
    'allocate' | 'release' | 'normalize' | 'normalizeWithNorms' | 'gradient'
  >;
  grow(pages: number): void;
  /** Bytes outside the workspace and arrays that were written. */
  strays(): number;
}

/** Arrays stand one after the other, each at `odd` bytes past a multiple of 8 if it is float32. */
export function lentBackend(
  kernels: LentKernels,
  {
    pages = 128,
    shared = false,
    workspace = 1004,
    odd = 4,
  }: { pages?: number; shared?: boolean; workspace?: number; odd?: number } = {},
): Lent {
  const memory = new WebAssembly.Memory({ initial: pages, maximum: 65536, shared });
  new Uint8Array(memory.buffer).fill(untouched);
  const first = workspace + workspaceBytes + 64;
  let taken: [start: number, end: number][] = [];
  let next = first;
  let strays = 0;
  const on = kernels.on(memory, workspace);
  const countStrays = (from: number, to: number): void => {
    for (const byte of new Uint8Array(memory.buffer).slice(from, to)) if (byte !== untouched) strays++;
  };
  /** Looks around the arrays, or at everything, and takes them back. */
  const takeBack = (reach: number): void => {
    countStrays(0, workspace);
    let end = workspace + workspaceBytes;
    for (const [start, after] of taken) {
      countStrays(end, start);
      end = after;
    }
    countStrays(end, end + reach);
    new Uint8Array(memory.buffer).fill(untouched, workspace + workspaceBytes, end + reach);
    taken = [];
    next = first;
  };
  const backend = {
    ...on,
    allocate(length: number, dtype: DType = 'float32'): FloatArray {
      const start = Math.ceil(next / 8) * 8 + (dtype === 'float32' ? odd : 0);
      const end = start + length * (dtype === 'float32' ? 4 : 8);
      taken.push([start, end]);
      next = end + 64;
      return dtype === 'float32'
        ? new Float32Array(memory.buffer, start, length)
        : new Float64Array(memory.buffer, start, length);
    },
    /** All of a call's are given back together. */
    release() {
      if (taken.length > 0) takeBack(around);
    },
  };
  return {
    memory,
    backend: backend as Lent['backend'],
    grow(pages) {
      const before = memory.grow(pages) * 65536;
      new Uint8Array(memory.buffer).fill(untouched, before);
    },
    strays() {
      takeBack(memory.buffer.byteLength);
      return strays;
    },
  };
}
