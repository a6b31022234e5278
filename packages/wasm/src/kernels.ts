/** What assembly/index.ts exports. Addresses and strides are in bytes; p = ∞ is 0. */
export interface Exports {
  normalizeRows(
    x: number,
    y: number,
    from: number,
    to: number,
    length: number,
    strideX: number,
    strideY: number,
    p: number,
    form: number,
    squared: boolean,
    epsilon: number,
    base: number,
  ): number;
  measure(x: number, n: number, p: number, base: number): void;
  inverseOf(
    measured: number,
    p: number,
    form: number,
    squared: boolean,
    epsilon: number,
    base: number,
  ): number;
  scale(x: number, y: number, n: number, p: number, base: number): number;
  clearColumns(columns: number, base: number): void;
  measureColumns(x: number, rows: number, columns: number, stride: number, p: number, base: number): void;
  invertColumns(
    columns: number,
    p: number,
    form: number,
    squared: boolean,
    epsilon: number,
    base: number,
  ): number;
  scaleColumns(
    x: number,
    y: number,
    rows: number,
    columns: number,
    strideX: number,
    strideY: number,
    p: number,
    base: number,
  ): number;
  measureSlices(x: number, count: number, n: number, p: number, wide: boolean, base: number): void;
  finishSlices(
    count: number,
    p: number,
    wide: boolean,
    form: number,
    squared: boolean,
    epsilon: number,
    base: number,
  ): number;
  scaleSlices(x: number, count: number, n: number, base: number): void;
  measureGradients(x: number, dy: number, count: number, n: number, p: number, base: number): void;
  finishGradients(
    count: number,
    p: number,
    form: number,
    squared: boolean,
    epsilon: number,
    base: number,
  ): void;
  scaleGradients(x: number, dy: number, count: number, n: number, p: number, base: number): void;
}

/** Kernels that work on `memory`. */
export function instantiate(module: WebAssembly.Module, memory: WebAssembly.Memory): Exports {
  return new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as Exports;
}

/**
 * The same code for memory that threads share: the flags in front of the limits of the one import, a memory with a
 * maximum, become 3 (maximum, shared) from 1, in place. https://webassembly.github.io/threads/core/binary/types.html#limits
 */
export function forSharedMemory(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  // A name's length, "memory", and the kind of import that a memory is.
  const before = [6, ...new TextEncoder().encode('memory'), 2];
  const flags = bytes.findIndex((_, at) => before.every((byte, i) => bytes[at + i] === byte)) + before.length;
  bytes[flags] = 3;
  return bytes;
}
