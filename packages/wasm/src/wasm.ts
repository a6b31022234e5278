import { startBackend, type WasmBackend, type WasmOptions } from './start-backend.ts';

/**
 * Starts the backend in WebAssembly SIMD, `capabilities.variant` is then `simd`; where that is lacking it is `scalar`
 * and everything is done by cpu's kernels. Rejects with `backend-unavailable`, which says so where a page's
 * Content-Security-Policy forbids WebAssembly, `out-of-memory`, `invalid-options`, `unknown-option`.
 */
export function wasm(options: WasmOptions = {}): Promise<WasmBackend> {
  return startBackend(options);
}
