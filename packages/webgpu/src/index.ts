export type { Recording, WebGpuBackend } from './backend.ts';
export { type WebGpuOptions, webgpu } from './webgpu.ts';
