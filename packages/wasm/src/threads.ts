import { createPool, type PoolOptions, type ThreadState } from './pool/pool.ts';
import { startBackend, type WasmBackend, type WasmOptions } from './start-backend.ts';

export type { PoolOptions, ThreadState };

/** `WasmBackend` whose large calls several threads share. */
export interface ThreadedBackend extends WasmBackend {
  /** What became of the option `threads`; workers need some 50 ms after `allocate` before they take part. */
  readonly threads: ThreadState;
}

/**
 * As `wasm`, on several threads: large calls on arrays of `allocate` are shared, with the same bits. Such a call throws
 * `worker-lost` if a thread ends within it; its output is then undefined, and later calls run on one thread.
 */
export async function wasmThreads({
  arena,
  ...options
}: WasmOptions & PoolOptions = {}): Promise<ThreadedBackend> {
  const pool = createPool(options);
  const backend = await startBackend(arena === undefined ? {} : { arena }, pool);
  if (backend.capabilities.variant === 'scalar' && pool.size > 1)
    pool.end('there is no WebAssembly SIMD here');
  return {
    ...backend,
    get threads() {
      return pool.state;
    },
  };
}
