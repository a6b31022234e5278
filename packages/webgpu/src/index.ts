export type { Recording, WebGpuBackend } from './backend.ts';
export { type WebGpuOptions, webgpu, webgpuOn } from './webgpu.ts';
