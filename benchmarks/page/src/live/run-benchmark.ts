import type { Effort, PlacePass } from '../../../pass.ts';
import type { Results } from '../../../results.ts';
import { scenarios } from '../../../scenarios.ts';
import type { BrowserFacts } from './browser-facts.ts';
import type { Running } from './job-bar.ts';
import { resultsOf } from './results-of.ts';
import { runJob } from './run-job.ts';

/** What is measured. */
export interface Order {
  readonly backends: readonly string[];
  /** Names of scenarios. */
  readonly scenarios: readonly string[];
  readonly effort: Effort;
  readonly quick: boolean;
}

const passCount = 3;

/** Each pass in a worker of its own: what compilers and memory came to in one is not that of the next. */
export async function runBenchmark(
  order: Order,
  facts: BrowserFacts,
  { signal, show }: Running,
): Promise<Results> {
  const { backends, effort, quick } = order;
  const started = new Date();
  const passes: PlacePass[] = [];
  for (let seed = 1; seed <= passCount; seed++) {
    const job = { kind: 'pass', backends, scenarios: order.scenarios, seed, effort } as const;
    await runJob(
      job,
      (news) => {
        if (news.kind === 'pass') passes.push(news.pass);
        if (news.kind === 'progress')
          show((seed - 1 + news.share) / passCount, `pass ${seed} of ${passCount}, ${news.now}`);
      },
      signal,
    );
  }
  return resultsOf(passes, {
    started,
    seconds: Math.max(0.001, (Date.now() - started.getTime()) / 1000),
    facts,
    scenarios: scenarios.filter(({ name }) => order.scenarios.includes(name)),
    quick,
  });
}
