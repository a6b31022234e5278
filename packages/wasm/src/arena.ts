import { type DType, type FloatArray, UnitsphereError } from '@unitsphere/core';
import { createSpace, type Space } from './space.ts';
import { workspaceBytes } from './workspace.ts';

/** Arrays that live in WebAssembly memory and are normalized where they are. */
export interface Arena extends Space {
  /** Zeros. Throws `out-of-memory` with the bytes asked for and those of the largest gap, `invalid-shape`. */
  allocate(length: number, dtype: DType): FloatArray;
  /** Gives an array's room back; an array that is none of the arena's throws `invalid-values`. */
  release(array: FloatArray): void;
}

interface Gap {
  start: number;
  end: number;
}

/** Arrays begin on a cache line. */
const line = 64;

/** An arena of `bytes` behind a workspace for each of `threads`; with more than one its memory is shared. */
export function createArena(module: WebAssembly.Module, bytes: number, threads: number): Arena {
  const start = workspaceBytes * threads;
  const space = createSpace(module, start + bytes, threads > 1);
  const gaps: Gap[] = [{ start, end: start + bytes }];
  // By the array itself: another one may stand where a released one was.
  const taken = new Map<FloatArray, Gap>();

  return {
    ...space,
    allocate(length, dtype) {
      if (!(Number.isSafeInteger(length) && length >= 0))
        throw new UnitsphereError('invalid-shape', `length must be an integer ≥ 0, got ${String(length)}`);
      const size = Math.max(1, length) * (dtype === 'float32' ? 4 : 8);
      for (const [i, gap] of gaps.entries()) {
        const at = Math.ceil(gap.start / line) * line;
        if (at + size > gap.end) continue;
        const block = { start: gap.start, end: at + size };
        if (block.end === gap.end) gaps.splice(i, 1);
        else gap.start = block.end;
        const { buffer } = space.float32;
        const array =
          dtype === 'float32' ? new Float32Array(buffer, at, length) : new Float64Array(buffer, at, length);
        taken.set(array, block);
        return array.fill(0);
      }
      const largest = Math.max(0, ...gaps.map(({ start, end }) => end - start));
      throw new UnitsphereError(
        'out-of-memory',
        `${size} bytes do not fit into an arena of ${bytes}, whose largest gap is ${largest}`,
      );
    },
    release(array) {
      const block = taken.get(array);
      if (block === undefined) throw notAllocated();
      taken.delete(array);
      const next = gaps.findIndex(({ start }) => start >= block.end);
      gaps.splice(next < 0 ? gaps.length : next, 0, { ...block });
      for (let i = gaps.length - 1; i > 0; i--) {
        if (gaps[i - 1]!.end !== gaps[i]!.start) continue;
        gaps[i - 1]!.end = gaps[i]!.end;
        gaps.splice(i, 1);
      }
    },
  };
}

export function notAllocated(): UnitsphereError {
  return new UnitsphereError('invalid-values', 'an array that was not allocated here was released');
}
