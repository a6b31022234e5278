import { createSpace, type Space } from './space.ts';
import { workspaceBytes } from './workspace.ts';

/**
 * A small space that arrays of the JavaScript heap pass through: a tile goes in at `input`, the kernel writes
 * `output`. The two parts, and arrays that begin on a page, lie apart modulo 4096, since loads wait for stores whose
 * addresses agree in their low 12 bits.
 */
export interface Window extends Space {
  /** Addresses of the two parts, in bytes. */
  readonly input: number;
  readonly output: number;
  /** Values of float32 that each part holds. */
  readonly capacity: number;
}

/** Bytes of a part: two stay in a level-2 cache. */
const partBytes = 65536;
/** Columns are done four at a time, so up to three values past the end are written. */
const slack = 64;
const input = workspaceBytes + 1344;
const output = input + partBytes + slack + 2752;

export function createWindow(module: WebAssembly.Module): Window {
  const space = createSpace(module, output + partBytes + slack);
  return { ...space, input, output, capacity: partBytes / 4 };
}
