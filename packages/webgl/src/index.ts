export type { WebGlBackend } from './backend.ts';
export type { WebGlBuffer } from './buffers.ts';
export { type WebGlOptions, webgl } from './webgl.ts';
