import type { BenchArguments } from './bench-arguments.ts';
import type { BenchSettings } from './run-bench.ts';
import { weightOf } from './run-pass.ts';
import { scenarios } from './scenarios.ts';
import { scoreShare } from './scoreboard/score-calls.ts';

/** Of a run of everything in both places. */
const efforts = {
  // 15 minutes are what it may take: starting and reporting are not in here.
  full: {
    passes: 5,
    milliseconds: 12.5 * 60_000,
    limit: 14.5 * 60_000,
    scoreboard: 90_000,
    rounds: 40,
    longestRun: 400,
    longestOnce: 1500,
    share: scoreShare.full,
  },
  // 90 seconds, from a fresh clone.
  quick: {
    passes: 3,
    milliseconds: 30_000,
    limit: 40_000,
    scoreboard: 0,
    rounds: 15,
    longestRun: 150,
    longestOnce: 600,
    share: 0,
  },
} as const satisfies Record<string, Effort>;

type Effort = Omit<BenchSettings, 'arguments' | 'quick' | 'scenarios' | 'contenders'>;

/** What the arguments ask for: parts of the whole get their part of its time. */
export function settingsOf(args: BenchArguments, argv: readonly string[]): BenchSettings {
  const effort: Effort = efforts[args.quick ? 'quick' : 'full'];
  const whole = scenarios.filter(({ quick }) => !args.quick || quick);
  const chosen =
    args.scenarios.length === 0 ? whole : scenarios.filter(({ name }) => args.scenarios.includes(name));
  const passes = args.passes ?? effort.passes;
  const weight = (of: typeof scenarios): number => of.reduce((sum, each) => sum + weightOf(each), 0);
  const part = Math.min(1, weight(chosen) / weight(whole)) * Math.min(1, passes / effort.passes);
  const places = args.places.length === 0 ? 1 : args.places.length / 2;
  return {
    ...effort,
    arguments: argv,
    quick: args.quick,
    scenarios: chosen,
    contenders: args.contenders,
    passes,
    milliseconds: effort.milliseconds * part * places,
  };
}
