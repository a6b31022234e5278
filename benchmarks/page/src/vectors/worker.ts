import { UnitsphereError } from '@unitsphere/core';
import { listBackends } from '../../../../packages/unitsphere/src/list-backends.ts';
import { backends } from '../live/backends.ts';
import type { Job, News } from './job.ts';
import { runJob } from './run-job.ts';

// Does the one job that it is sent, and says so; the page ends it.
addEventListener('message', async ({ data }: MessageEvent<Job>) => {
  try {
    tell(await newsOf(data));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    tell({ kind: 'failed', code: error instanceof UnitsphereError ? error.code : 'unexpected', message });
  }
});

async function newsOf(job: Job): Promise<News> {
  if (job.kind === 'backends') return { kind: 'backends', reports: await listBackends(backends) };
  const report = (now: string, share?: number): void =>
    tell({ kind: 'progress', now, ...(share !== undefined && { share }) });
  return { kind: 'outcome', outcome: await runJob(job, backends, report) };
}

function tell(news: News): void {
  postMessage(news);
}
