const page = 2 ** 16;

/** Memory that a copy of `bytes` bytes fits in twice, and where in it they come from and go to. */
export interface CopyMemory {
  readonly memory: WebAssembly.Memory;
  readonly source: number;
  readonly destination: number;
}

/** A page at the start is left to whoever steers the copying. */
export function copyMemory(bytes: number, shared: boolean): CopyMemory {
  const destination = page + Math.ceil(bytes / 64) * 64;
  const pages = Math.ceil((destination + bytes) / page);
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared });
  return { memory, source: page, destination };
}

/** A module on the memory `m.m` with the function `copy(to, from, bytes)`, which is the instruction memory.copy. */
export function copyModule(shared: boolean): Promise<WebAssembly.Module> {
  // By sections, each its number, its length, its content: https://webassembly.github.io/spec/core/binary/modules.html
  const bytes = [
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    // Types: one, (i32, i32, i32) → ().
    ...[0x01, 0x07, 0x01, 0x60, 0x03, 0x7f, 0x7f, 0x7f, 0x00],
    // Imports: one, "m" "m", a memory; from 0 pages on, shared ones up to 65536.
    ...(shared
      ? [0x02, 0x0b, 0x01, 0x01, 0x6d, 0x01, 0x6d, 0x02, 0x03, 0x00, 0x80, 0x80, 0x04]
      : [0x02, 0x08, 0x01, 0x01, 0x6d, 0x01, 0x6d, 0x02, 0x00, 0x00]),
    // Functions: one, of type 0.
    ...[0x03, 0x02, 0x01, 0x00],
    // Exports: one, "copy", function 0.
    ...[0x07, 0x08, 0x01, 0x04, 0x63, 0x6f, 0x70, 0x79, 0x00, 0x00],
    // Code: one body of 12 bytes without locals; local.get 0, 1, 2, memory.copy 0 0, end.
    ...[0x0a, 0x0e, 0x01, 0x0c, 0x00, 0x20, 0x00, 0x20, 0x01, 0x20, 0x02, 0xfc, 0x0a, 0x00, 0x00, 0x0b],
  ];
  return WebAssembly.compile(new Uint8Array(bytes));
}

export type Copy = (to: number, from: number, bytes: number) => void;

export function copyIn(module: WebAssembly.Module, memory: WebAssembly.Memory): Copy {
  return new WebAssembly.Instance(module, { m: { m: memory } }).exports['copy'] as Copy;
}
