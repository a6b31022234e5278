import { Worker } from 'node:worker_threads';
import type { Thread } from './copy-crew.ts';

/** A thread of Node's, which keeps no process from exiting. */
export function startNodeThread(program: string, given: unknown, failed: (reason: string) => void): Thread {
  const source = `(${program})(require('node:worker_threads').workerData)`;
  // Flags of the process, such as loaders, are not for this thread.
  const thread = new Worker(source, { eval: true, workerData: given, execArgv: [] });
  thread.on('error', (error) => failed(error instanceof Error ? error.message : String(error)));
  thread.on('exit', (code) => failed(`it ended with code ${code}`));
  thread.unref();
  return { end: () => void thread.terminate() };
}
