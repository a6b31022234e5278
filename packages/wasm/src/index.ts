export type { WasmBackend, WasmOptions } from './start-backend.ts';
export { wasm } from './wasm.ts';
