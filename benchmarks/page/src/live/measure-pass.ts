import type { Contender } from '../../../contender.ts';
import { oursInPage } from '../../../contenders/page.ts';
import { measureScenario, type Participant } from '../../../measure.ts';
import type { PlacePass, ScenarioPass } from '../../../pass.ts';
import { plainLoop } from '../../../peers/plain-loop.ts';
import type { LeftOut } from '../../../results.ts';
import { scenarios } from '../../../scenarios.ts';
import type { Job, News } from './job.ts';

/** Where it is measured, in the results. */
const place = 'browser';

/**
 * One pass of the benchmarks: the chosen backends, the loop that one writes by hand, and the roofs that they are compared with.
 * What does not start or fails is left out, with the reason; rejects where a result of ours is wrong.
 */
export async function measurePass(
  job: Extract<Job, { readonly kind: 'pass' }>,
  tell: (news: News) => void,
): Promise<PlacePass> {
  const { participants, versions, leftOut } = await startAll(taking(job.backends), tell);
  const chosen = scenarios.filter(({ name }) => job.scenarios.includes(name));
  const passes: ScenarioPass[] = [];
  for (const [i, scenario] of chosen.entries()) {
    const progress = (done: number): void =>
      tell({ kind: 'progress', share: (i + done) / chosen.length, now: scenario.name });
    progress(0);
    const { effort, seed } = job;
    const measured = await measureScenario(participants, scenario, { effort, seed, progress });
    passes.push(measured.pass);
    leftOut.push(...measured.leftOut.map((each) => ({ place, ...each })));
  }
  // What they hold goes with the worker.
  return {
    place: { name: place, version: navigator.userAgent, flags: [], versions },
    scenarios: passes,
    leftOut,
  };
}

/** A contender's backend is what its name begins with. */
function taking(backends: readonly string[]): readonly Contender[] {
  const ours = oursInPage();
  const compared = [
    ...ours.filter(({ kind, name }) => kind === 'ours' && backends.includes(name.split(',')[0]!)),
    plainLoop(),
  ];
  const roofs = ours.filter(
    ({ kind, name }) => kind === 'roof' && compared.some(({ roof }) => roof === name),
  );
  return [...roofs, ...compared];
}

interface Starting {
  readonly participants: readonly Participant[];
  readonly versions: Readonly<Record<string, string>>;
  readonly leftOut: LeftOut[];
}

async function startAll(contenders: readonly Contender[], tell: (news: News) => void): Promise<Starting> {
  const participants: Participant[] = [];
  const versions: Record<string, string> = {};
  const leftOut: LeftOut[] = [];
  for (const contender of contenders) {
    const { name } = contender;
    tell({ kind: 'progress', share: 0, now: `starting ${name}` });
    try {
      const started = await contender.start();
      participants.push({ contender, started });
      versions[name] = started.version;
    } catch (error) {
      leftOut.push({
        place,
        contender: name,
        reason: error instanceof Error ? error.message : String(error),
      });
    }
  }
  return { participants, versions, leftOut };
}
