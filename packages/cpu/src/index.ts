export { cpu } from './cpu.ts';
export { gradient, normalize, normalizeWithNorms, norms } from './normalize.ts';
export { type AsyncOptions, normalizeAsync } from './normalize-async.ts';
export { type ChunkOptions, normalizeChunks } from './normalize-chunks.ts';
