import { backends } from './backends.ts';
import { holdToTheContract } from './hold-to-the-contract.ts';
import type { Job, News } from './job.ts';
import { lookAround } from './look-around.ts';
import { measurePass } from './measure-pass.ts';

// Does the one job that it is sent, and says so; the page ends it.
addEventListener('message', async ({ data }: MessageEvent<Job>) => {
  try {
    await done(data);
    tell({ kind: 'done' });
  } catch (error) {
    tell({ kind: 'failed', reason: error instanceof Error ? error.message : String(error) });
  }
});

async function done(job: Job): Promise<void> {
  if (job.kind === 'look') tell({ kind: 'facts', facts: await lookAround(backends) });
  else if (job.kind === 'pass') tell({ kind: 'pass', pass: await measurePass(job, tell) });
  else {
    const chosen = backends.filter(({ name }) => job.backends.includes(name));
    await holdToTheContract(chosen, { share: job.share, only: job.family }, tell);
  }
}

function tell(news: News): void {
  postMessage(news);
}
