import { describeMachine, loadNow } from './machine.ts';
import { type PlacePass, type ScenarioPass, unlimited } from './pass.ts';
import type { PlaceReport, PlaceRunner } from './places/place-runner.ts';
import { type LeftOut, parseResults, type Results } from './results.ts';
import type { PassRequest } from './run-pass.ts';
import { bytesMoved, type Scenario } from './scenarios.ts';
import { confidence, leftOutOf, measurementsOf } from './summary.ts';

/** What a run is asked for. */
export interface BenchSettings {
  readonly arguments: readonly string[];
  readonly quick: boolean;
  readonly scenarios: readonly Scenario[];
  readonly contenders: readonly string[];
  readonly passes: number;
  /** For everything: what one pass leaves goes to the next. */
  readonly milliseconds: number;
  /** No pass begins that would end after so many milliseconds if it takes as long as the one before, but for two. */
  readonly limit: number;
  /** Milliseconds of them for the scoreboard. */
  readonly scoreboard: number;
  readonly rounds: number;
  readonly longestRun: number;
  readonly longestOnce: number;
  /** Of the conformance kit; 0: no scoreboard. */
  readonly share: number;
}

export interface BenchHooks {
  readonly signal: AbortSignal;
  progress(text: string): void;
}

/** Passes without which there is no interval. */
const fewest = 2;

/** Passes over all places in turn. Rejects where a result of ours is wrong, and with the signal's reason. */
export async function runBench(
  settings: BenchSettings,
  places: readonly PlaceRunner[],
  { signal, progress }: BenchHooks,
): Promise<Results> {
  const started = new Date();
  const start = performance.now();
  const load = loadNow();
  const all: { readonly name: string; readonly report: PlaceReport }[] = [];
  let passes = 0;
  let latest = 0;
  // Fewer passes on a slow machine, rather than more time: the interval then says less, and says so.
  while (
    passes < settings.passes &&
    (passes < fewest || performance.now() - start + latest < settings.limit)
  ) {
    const pass = passes + 1;
    const begun = performance.now();
    for (const { name, run } of places) {
      signal.throwIfAborted();
      const before = all.filter((each) => each.name === name).map(({ report }) => report);
      const remaining = settings.passes * places.length - all.length;
      const scoring =
        settings.share > 0 && pass === 1
          ? (settings.scoreboard * (places.length - all.length)) / places.length
          : 0;
      const left = settings.milliseconds - scoring - (performance.now() - start);
      const request = requestOf(settings, pass, Math.max(1000, left / remaining), before);
      const where = `pass ${pass} of ${settings.passes}, ${name}`;
      progress(where);
      const report = await run(request, { signal, progress: (text) => progress(`${where}: ${text}`) });
      if (report.wrong !== undefined) throw new Error(report.wrong);
      all.push({ name, report });
    }
    passes++;
    latest = performance.now() - begun;
  }
  const measured = all.map(({ name, report }) => passOf(name, report));
  return parseResults({
    format: 1,
    started: started.toISOString(),
    seconds: (performance.now() - start) / 1000,
    arguments: [...settings.arguments],
    quick: settings.quick,
    passes,
    confidence,
    machine: describeMachine([...load, ...loadNow()]),
    places: places.map(({ name }) =>
      placeOf(
        name,
        all.filter((each) => each.name === name).map(({ report }) => report),
      ),
    ),
    scenarios: settings.scenarios.map((scenario) => ({
      ...scenario,
      shape: [...scenario.shape],
      bytes: bytesMoved(scenario),
    })),
    measurements: measurementsOf(measured, settings.scenarios),
    leftOut: leftOutOf(measured),
    scoreboard: all.flatMap(({ name, report }) =>
      report.scoreboard.map(({ contender, scores }) => ({
        contender,
        place: name,
        version: report.versions[contender] ?? 'unknown',
        scores,
      })),
    ),
  });
}

function requestOf(
  { scenarios, contenders, rounds, longestRun, longestOnce, share }: BenchSettings,
  pass: number,
  milliseconds: number,
  before: readonly PlaceReport[],
): PassRequest {
  const last = before.at(-1);
  return {
    scenarios,
    contenders,
    seed: pass,
    milliseconds,
    rounds,
    // The first pass decides who takes part; what is slower in a later one stays.
    ...(pass === 1 ? { longestRun, longestOnce } : { longestRun: unlimited, longestOnce: unlimited }),
    share: pass === 1 ? share : 0,
    skip: before.flatMap(({ leftOut, scenarios }) => [...leftOut, ...timedOnce(scenarios)]),
    // The first has tried what is too slow, too.
    overheads: (pass > 2 && last?.overheads) || {},
  };
}

function timedOnce(scenarios: readonly ScenarioPass[]): PassRequest['skip'] {
  return scenarios.flatMap(({ scenario, contenders }) =>
    contenders.flatMap(({ name, once }) =>
      once ? [{ contender: name, scenario, reason: 'timed once' }] : [],
    ),
  );
}

function passOf(name: string, report: PlaceReport): PlacePass {
  const place = placeOf(name, [report]);
  const leftOut = report.leftOut.map((each): LeftOut => ({ ...each, place: name }));
  return { place, scenarios: report.scenarios, leftOut };
}

function placeOf(name: string, reports: readonly PlaceReport[]): Results['places'][number] {
  const versions = Object.assign({}, ...reports.map((report) => report.versions)) as Record<string, string>;
  return { name, version: reports[0]?.version ?? 'unknown', flags: [...(reports[0]?.flags ?? [])], versions };
}
