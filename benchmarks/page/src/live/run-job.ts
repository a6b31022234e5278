import type { Job, News } from './job.ts';

/**
 * Has a worker of its own do a job; the worker, and with it its threads, memory and GPU, is gone afterwards. Rejects with
 * what went wrong in words, and at once with the signal's reason where that is given.
 */
export async function runJob(job: Job, hear: (news: News) => void, signal?: AbortSignal): Promise<void> {
  signal?.throwIfAborted();
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  try {
    await new Promise<void>((resolve, reject) => {
      signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
      worker.onerror = (event) => {
        event.preventDefault();
        reject(new Error(`the worker stopped: ${event.message || 'its program did not load or start'}`));
      };
      worker.onmessageerror = () => reject(new Error('the worker said something that cannot be read'));
      worker.onmessage = ({ data }: MessageEvent<News>) => {
        if (data.kind === 'failed') reject(new Error(data.reason));
        else if (data.kind === 'done') resolve();
        else hear(data);
      };
      worker.postMessage(job);
    });
  } finally {
    worker.terminate();
  }
}
