import { clockStep } from './clock-step.ts';
import type { Contender, Prepared, Started, Work } from './contender.ts';
import { type Expected, expectedOf, wrong, wrongResult } from './expected.ts';
import { drawInputs, type Inputs } from './inputs.ts';
import { type Entrant, interleave, type Timing } from './interleave.ts';
import { type ContenderPass, type Effort, type ScenarioPass, unlimited } from './pass.ts';
import type { LeftOut } from './results.ts';
import { bytesMoved, type Scenario } from './scenarios.ts';

/** A contender that has started. */
export interface Participant {
  readonly contender: Contender;
  readonly started: Started;
}

export interface MeasureOptions {
  readonly effort: Effort;
  /** Decides the values and the order within rounds. */
  readonly seed: number;
  /** Share of the scenario that is done. */
  progress?(done: number): void;
  readonly signal?: AbortSignal;
  /** What the scenario is given; drawn from the seed by default. */
  inputs?(scenario: Scenario, seed: number): Inputs;
}

export interface Measured {
  readonly pass: ScenarioPass;
  readonly leftOut: readonly Omit<LeftOut, 'place'>[];
}

/** Bytes of inputs and outputs that are prepared at the same time. */
const together = 2 ** 30;
/** Bytes from which on a small part is tried first, lest something takes minutes; and the part. */
const large = 2 ** 25;
const small = 1 / 64;

/**
 * Prepares those that take part, verifies the result of each, and times them interleaved with their roofs. What fails is left out,
 * with the reason. Rejects, with an error whose name is `WrongResult`, where a result of ours is not what it should be.
 */
export async function measureScenario(
  participants: readonly Participant[],
  scenario: Scenario,
  options: MeasureOptions,
): Promise<Measured> {
  const reasons = new Map<string, string>();
  for (const { contender } of participants) {
    const reason = contender.without(scenario);
    if (reason !== undefined) reasons.set(contender.name, reason);
  }
  const taking = participants.filter(({ contender }) => !reasons.has(contender.name));
  const passes = new Map<string, ContenderPass>();
  if (taking.some(({ contender }) => contender.kind !== 'roof')) {
    const inputs = (options.inputs ?? drawInputs)(scenario, options.seed);
    const expected = expectedOf(scenario, inputs);
    await leaveOutSlow(taking, scenario, inputs, options, reasons);
    const groups = groupsOf(
      taking.filter(({ contender }) => !reasons.has(contender.name)),
      bytesMoved(scenario),
    );
    for (const [i, group] of groups.entries()) {
      const budget = options.effort.budget / groups.length;
      const part: MeasureOptions = {
        ...options,
        effort: { ...options.effort, budget },
        progress: (done) => options.progress?.((i + done) / groups.length),
      };
      for (const pass of await measureGroup(group, { scenario, ...inputs }, expected, part, reasons)) {
        const before = passes.get(pass.name);
        passes.set(
          pass.name,
          before ? { ...before, milliseconds: [...before.milliseconds, ...pass.milliseconds] } : pass,
        );
      }
    }
  }
  return {
    pass: {
      scenario: scenario.name,
      contenders: [...passes.values()].filter(({ name }) => !reasons.has(name)),
    },
    leftOut: [...reasons].map(([contender, reason]) => ({ contender, scenario: scenario.name, reason })),
  };
}

/** Those that share a roof, with it, in as many groups as memory demands. */
function groupsOf(participants: readonly Participant[], bytes: number): Participant[][] {
  if (participants.length * bytes <= together) return [[...participants]];
  const most = Math.max(1, Math.floor(together / bytes) - 1);
  const roofs = participants.filter(({ contender }) => contender.kind === 'roof');
  // Those whose roof is not here are measured, too.
  return [...roofs, undefined].flatMap((roof) => {
    const under = participants.filter(({ contender }) =>
      roof
        ? contender.kind !== 'roof' && contender.roof === roof.contender.name
        : !roofs.some((each) => [contender.name, contender.roof].includes(each.contender.name)),
    );
    return Array.from({ length: Math.ceil(under.length / most) }, (_, i) => [
      ...(roof ? [roof] : []),
      ...under.slice(i * most, (i + 1) * most),
    ]);
  });
}

async function measureGroup(
  group: readonly Participant[],
  work: Work,
  expected: Expected,
  { effort, seed, progress, signal }: MeasureOptions,
  reasons: Map<string, string>,
): Promise<ContenderPass[]> {
  const prepared = new Map<string, Prepared>();
  const accuracies = new Map<string, NonNullable<ContenderPass['accuracy']>>();
  try {
    for (const { contender, started } of group) {
      signal?.throwIfAborted();
      try {
        const ready = await started.prepare(work);
        prepared.set(contender.name, ready);
        if (contender.kind === 'roof') await ready.run();
        else accuracies.set(contender.name, await verified({ contender, started }, ready, work, expected));
      } catch (error) {
        if (isWrongResult(error)) throw error;
        reasons.set(contender.name, messageOf(error));
      }
    }
    const entrants = group.flatMap(({ contender: { name, kind, roof } }): Entrant[] => {
      const ready = prepared.get(name);
      return ready && !reasons.has(name)
        ? [{ name, roof: kind === 'roof' ? name : roof, prepared: ready }]
        : [];
    });
    const timings = await interleave(entrants, {
      ...effort,
      leastSample: Math.max(2, 50 * clockStep()),
      seed,
      ...(progress && { progress }),
      ...(signal && { signal }),
    });
    for (const { name, failure } of timings) if (failure !== undefined) reasons.set(name, failure);
    return passesOf(group, timings, accuracies);
  } finally {
    for (const [name, ready] of prepared) {
      try {
        await ready.end();
      } catch (error) {
        reasons.set(name, `ending it failed: ${messageOf(error)}`);
      }
    }
  }
}

async function verified(
  { contender: { name, kind }, started: { like } }: Participant,
  prepared: Prepared,
  { scenario, x }: Work,
  expected: Expected,
): Promise<NonNullable<ContenderPass['accuracy']>> {
  if (!prepared.result) throw new Error('gives no result that could be verified');
  const result = await prepared.result();
  if (kind === 'ours' && (result.length !== x.length || result.constructor !== x.constructor))
    throw wrong(
      `${scenario.name}: ${name} is wrong: ${result.length} values in a ${result.constructor.name}, expected ${x.length} in a ${x.constructor.name}`,
    );
  const { worstUlp, exact, elements } = expected.accuracy(result, like);
  if (kind === 'ours' && (worstUlp > expected.bound || (expected.bound === 0 && exact < 1))) {
    throw wrong(
      `${scenario.name}: ${name} is wrong: ${worstUlp} ULP off where ${expected.bound} is promised, ${100 * exact} % exact`,
    );
  }
  return { worstUlp: Number.isFinite(worstUlp) ? worstUlp : 'Infinity', exact, elements };
}

function passesOf(
  group: readonly Participant[],
  timings: readonly Timing[],
  accuracies: ReadonlyMap<string, NonNullable<ContenderPass['accuracy']>>,
): ContenderPass[] {
  return timings.flatMap(({ name, repeats, rounds, once, failure }) => {
    const contender = group.find((each) => each.contender.name === name)?.contender;
    if (!contender || failure !== undefined) return [];
    const roof = timings.find((each) => each.name === contender.roof && contender.kind !== 'roof');
    const ratios = rounds.flatMap((each, i) => {
      const copy = roof?.rounds[i];
      return each === undefined || copy === undefined ? [] : [each / copy];
    });
    const accuracy = accuracies.get(name);
    const measured = once
      ? {
          once: true as const,
          milliseconds: [once.milliseconds],
          ratios: once.roof === undefined ? [] : [once.milliseconds / once.roof],
        }
      : { milliseconds: rounds.filter((each) => each !== undefined), ratios };
    return {
      name,
      kind: contender.kind,
      roof: contender.roof,
      repeats,
      ...measured,
      ...(accuracy && { accuracy }),
    };
  });
}

/** Of large scenarios: leaves out what a small part of it says will take too long even once. */
async function leaveOutSlow(
  participants: readonly Participant[],
  scenario: Scenario,
  { x, upstream }: Inputs,
  { effort, signal }: MeasureOptions,
  reasons: Map<string, string>,
): Promise<void> {
  if (bytesMoved(scenario) < large || effort.longestOnce === unlimited) return;
  const [first = 1, ...rest] = scenario.shape;
  const shape = [Math.max(1, Math.floor(first * small)), ...rest];
  const count = shape.reduce((a, b) => a * b);
  const part: Work = {
    scenario: { ...scenario, shape },
    x: x.subarray(0, count),
    ...(upstream && { upstream: upstream.subarray(0, count) }),
  };
  for (const { contender, started } of participants) {
    if (contender.kind === 'roof') continue;
    signal?.throwIfAborted();
    try {
      const whole = (await millisecondsOf(started, part)) * (x.length / count);
      if (whole > effort.longestOnce)
        reasons.set(
          contender.name,
          `a run would take about ${(whole / 1000).toPrecision(2)} s, by one on ${count} elements`,
        );
    } catch (error) {
      reasons.set(contender.name, messageOf(error));
    }
  }
}

/** Of the second run, since the first may compile. */
async function millisecondsOf(started: Started, work: Work): Promise<number> {
  const prepared = await started.prepare(work);
  try {
    await prepared.run();
    if (prepared.timed) return await prepared.timed(1);
    const start = performance.now();
    await prepared.run();
    return performance.now() - start;
  } finally {
    await prepared.end();
  }
}

export function isWrongResult(error: unknown): boolean {
  return error instanceof Error && error.name === wrongResult;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
