import type { Contender } from './contender.ts';
import { wrong } from './expected.ts';
import type { Inputs } from './inputs.ts';
import { isWrongResult, measureScenario, type Participant } from './measure.ts';
import type { ScenarioPass } from './pass.ts';
import type { LeftOut, Results } from './results.ts';
import { bytesMoved, type Scenario } from './scenarios.ts';
import { scoreOf } from './scoreboard/score.ts';
import { scoreCalls } from './scoreboard/score-calls.ts';

type Scores = Results['scoreboard'][number]['scores'];

/** What one process of a place is asked for: plain data. */
export interface PassRequest {
  readonly scenarios: readonly Scenario[];
  /** Parts of names; their roofs take part too. Empty: everyone. */
  readonly contenders: readonly string[];
  readonly seed: number;
  /** For starting and all scenarios. */
  readonly milliseconds: number;
  readonly rounds: number;
  /** Milliseconds; see `Effort`. */
  readonly longestRun: number;
  readonly longestOnce: number;
  /** Of the conformance kit, for the scoreboard; 0: without. */
  readonly share: number;
  /** What an earlier pass left out, and so does this. */
  readonly skip: readonly Omit<LeftOut, 'place'>[];
  /** By scenario: milliseconds besides timing in an earlier pass. */
  readonly overheads: Readonly<Record<string, number>>;
}

/** What it gives: plain data. */
export interface PassReport {
  /** By contender that started. */
  readonly versions: Readonly<Record<string, string>>;
  readonly scenarios: readonly ScenarioPass[];
  readonly leftOut: readonly Omit<LeftOut, 'place'>[];
  readonly overheads: Readonly<Record<string, number>>;
  readonly scoreboard: readonly { readonly contender: string; readonly scores: Scores }[];
  /** In words, where a result of ours is not what it should be: nothing else counts then. */
  readonly wrong?: string;
}

export interface PassHooks {
  /** What is being done, in words. */
  progress?(text: string): void;
  inputs?(scenario: Scenario, seed: number): Inputs;
}

/** Starts the contenders once, then measures scenario after scenario within the time there is. */
export async function runPass(
  contenders: readonly Contender[],
  request: PassRequest,
  hooks: PassHooks = {},
): Promise<PassReport> {
  const deadline = performance.now() + request.milliseconds;
  const participants: Participant[] = [];
  const leftOut: Omit<LeftOut, 'place'>[] = [];
  const scenarios: ScenarioPass[] = [];
  const overheads: Record<string, number> = {};
  const scoreboard: { contender: string; scores: Scores }[] = [];
  let wrong: string | undefined;
  try {
    for (const contender of chosen(contenders, request)) {
      hooks.progress?.(`starting ${contender.name}`);
      try {
        participants.push({ contender, started: await contender.start() });
      } catch (error) {
        leftOut.push({ contender: contender.name, reason: messageOf(error) });
      }
    }
    for (const [i, scenario] of request.scenarios.entries()) {
      hooks.progress?.(scenario.name);
      const budget = budgetOf(request, i, deadline - performance.now(), participants.length);
      const taking = participants.filter(
        ({ contender }) => !isSkipped(request, contender.name, scenario.name),
      );
      const { rounds, longestRun, longestOnce } = request;
      const effort = { budget, rounds, longestRun, longestOnce };
      const start = performance.now();
      const { inputs } = hooks;
      const measured = await measureScenario(taking, scenario, {
        effort,
        seed: request.seed,
        ...(inputs && { inputs }),
      });
      overheads[scenario.name] = Math.max(0, performance.now() - start - budget);
      scenarios.push(measured.pass);
      leftOut.push(...measured.leftOut);
    }
    if (request.share > 0) scoreboard.push(...(await scores(participants, request.share, hooks)));
  } catch (error) {
    if (!isWrongResult(error)) throw error;
    wrong = messageOf(error);
  } finally {
    for (const { started } of participants) await started.end?.();
  }
  const versions = Object.fromEntries(
    participants.map(({ contender, started }) => [contender.name, started.version]),
  );
  return { versions, scenarios, leftOut, overheads, scoreboard, ...(wrong !== undefined && { wrong }) };
}

async function scores(
  participants: readonly Participant[],
  share: number,
  { progress }: PassHooks,
): Promise<{ contender: string; scores: Scores }[]> {
  const calls = await scoreCalls({ share });
  const rows: { contender: string; scores: Scores }[] = [];
  for (const { contender, started } of participants) {
    if (contender.kind === 'roof' || !started.normalize) continue;
    progress?.(`scoreboard: ${contender.name}`);
    const own = await scoreOf(started, { share, calls });
    const worst = own.find(({ grade }) => grade === 'close' || grade === 'wrong');
    if (contender.kind === 'ours' && worst)
      throw wrong(`scoreboard: ${contender.name} is wrong: ${worst.family} is ${worst.grade}`);
    rows.push({ contender: contender.name, scores: own });
  }
  return rows;
}

/** Those that are asked for, and their roofs. */
function chosen(contenders: readonly Contender[], { contenders: words, skip }: PassRequest): Contender[] {
  const asked = contenders.filter(
    ({ name }) => words.length === 0 || words.some((word) => includes(name, word)),
  );
  const needed = new Set(asked.flatMap(({ name, roof }) => [name, roof]));
  const absent = new Set(
    skip.filter(({ scenario }) => scenario === undefined).map(({ contender }) => contender),
  );
  return contenders.filter(({ name }) => needed.has(name) && !absent.has(name));
}

/** Whether a word of the command means this name. */
function includes(name: string, word: string): boolean {
  return name.toLowerCase().includes(word.toLowerCase());
}

function isSkipped({ skip }: PassRequest, contender: string, scenario: string): boolean {
  return skip.some((each) => each.contender === contender && each.scenario === scenario);
}

/** Of the time that is left: a scenario's part by its weight, after what all that remain need besides. */
function budgetOf(
  { scenarios, overheads }: PassRequest,
  index: number,
  left: number,
  contenders: number,
): number {
  const rest = scenarios.slice(index);
  const besides = rest.map((each) => overheads[each.name] ?? 150 + (contenders * bytesMoved(each)) / 5e5);
  const time = left - besides.reduce((a, b) => a + b, 0);
  const weights = rest.map(weightOf).reduce((a, b) => a + b, 0);
  return Math.max(100, (time * weightOf(scenarios[index]!)) / weights);
}

/** Of a scenario's share in the time: large ones have no short runs. */
export function weightOf(scenario: Scenario): number {
  const bytes = bytesMoved(scenario);
  return bytes < 2 ** 25 ? 1 : bytes < 2 ** 28 ? 2 : 4;
}

function messageOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.trim().split('\n')[0] || 'it failed without words';
}
