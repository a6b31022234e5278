import { UnitsphereError } from '@unitsphere/core';
import type { Job, News } from './job.ts';
import type { Report } from './opened.ts';

/** A worker at its job, which ends with it. */
export interface Work {
  /** The last that it says. Rejects with what went wrong there, `aborted`, `worker-lost`. */
  readonly news: Promise<News>;
  /** Ends it at once. */
  cancel(): void;
}

export function startWork(job: Job, report: Report): Work {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  let cancel = (): void => {};
  const news = new Promise<News>((resolve, reject) => {
    cancel = () => reject(new UnitsphereError('aborted', 'cancelled'));
    worker.addEventListener('error', ({ message }) =>
      reject(new UnitsphereError('worker-lost', `the work ended: ${message || 'its program did not load'}`)),
    );
    worker.addEventListener('messageerror', () =>
      reject(new UnitsphereError('worker-lost', 'the worker said what cannot be read')),
    );
    worker.addEventListener('message', ({ data }: MessageEvent<News>) => {
      if (data.kind === 'progress') report(data.now, data.share);
      else if (data.kind === 'failed') reject(new UnitsphereError(data.code, data.message));
      else resolve(data);
    });
    worker.postMessage(job);
  }).finally(() => worker.terminate());
  return { news, cancel: () => cancel() };
}
