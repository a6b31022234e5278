export { runInWorker } from './run-in-worker.ts';
export { serve } from './serve.ts';
export type { WorkerLike } from './watched-worker.ts';
