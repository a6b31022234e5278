import { type Capabilities, type PresetName, presets, resolveRule } from '@unitsphere/core';
import { exactDenominator, exactNorm, roundFixed } from '@unitsphere/core/reference';
import type { Case, Context } from './case.ts';
import { Failure } from './failure.ts';
import type { Family } from './family.ts';
import { boundOf } from './judge.ts';
import { claimOf, lacking, type Need } from './need.ts';
import { ordinarySlices } from './ordinary-slices.ts';
import { deviations, type PublishedVector, publishedVectors } from './published-vectors.ts';
import { literal, optionPairs, program } from './snippet.ts';
import { type Subject, subjectOf, waitFor } from './subject.ts';
import { trialCase } from './trial-case.ts';

const names = Object.keys(presets) as PresetName[];
const published = [...names, undefined].filter((name) =>
  publishedVectors.some(({ preset }) => preset === name),
);

/** Every preset's formula, and the numbers that its framework publishes. */
export const presetCases: readonly Case[] = [
  ...names.map((like) => trialCase({ family: 'presets', source: formulaOf(like) })),
  ...published.map(vectorCase),
];

/** Slices whose norm is around the preset's ε, or the root of it. */
function formulaOf(like: PresetName): Family {
  const { rule, epsilon = 1 } = presets[like];
  const number = typeof epsilon === 'object' ? epsilon.float32 : epsilon;
  const threshold = rule.endsWith('-squared') ? Math.sqrt(number) : number;
  return {
    name: `like ${like} divides as rule ${rule}${presets[like].epsilon === undefined ? '' : ` with epsilon ${number}`}`,
    elements: 3000,
    batch(random) {
      const scale = threshold * 10 ** random.integer(-3, 3);
      const slices = ordinarySlices(random, { count: 9, length: random.integer(1, 12) });
      return { slices: slices.map((slice) => slice.map((v) => v * scale)), settings: [{ like }] };
    },
  };
}

function needOf({ dtype, op, options: { p = 2 } }: PublishedVector): Need {
  const norms = op === 'norm' || op === 'norms_of_result';
  return { dtype, otherOrders: ![1, 2, Infinity].includes(p), norms, gradient: op === 'gradient_of_sum' };
}

function vectorCase(preset: PresetName | undefined): Case {
  const vectors = publishedVectors.filter((vector) => vector.preset === preset);
  const lacks = (capabilities: Capabilities, vector: PublishedVector): string | undefined =>
    lacking(capabilities, needOf(vector));
  return {
    family: 'presets',
    name:
      preset === undefined
        ? 'rule none gives what projects without a preset publish'
        : `like ${preset} gives what its framework publishes`,
    skipped(capabilities) {
      const reasons = vectors.map((vector) => lacks(capabilities, vector));
      return reasons.includes(undefined) ? undefined : reasons[0];
    },
    async run(context) {
      const subject = subjectOf(await context.start());
      const { capabilities } = subject.backend;
      for (const vector of vectors)
        if (lacks(capabilities, vector) === undefined) await check(subject, vector, context);
    },
  };
}

async function check(subject: Subject, vector: PublishedVector, { measure, module }: Context): Promise<void> {
  const { id, input, options, dtype } = vector;
  const got = await resultOf(subject, vector);
  measure.count(vector.expected.length);
  const spare = spareOf(subject.backend.capabilities, vector);
  const tolerance = (value: number): number => vector.tolerance(value) + spare(value);
  const wrong = deviations({ ...vector, tolerance }, got);
  if (wrong.length === 0) return;
  measure.mismatch(wrong.length);
  const method = { norm: 'norms', gradient_of_sum: 'gradient' }[vector.op as string] ?? 'normalize';
  const upstream = method === 'gradient' ? ', x.slice().fill(1)' : '';
  throw new Failure(`${id}, ${dtype}: ${wrong.slice(0, 3).join('; ')}`, {
    reproduction: program({ module, notes: [`published as ${id}`, ...wrong.slice(0, 3)] }, [
      `const x = ${literal(input)};`,
      `console.log(await normalizer.${method}(x${upstream}, { ${optionPairs(options).join(', ')} }));`,
    ]),
  });
}

/** What a claim allows beyond the published tolerances, which are for correctly rounded results. */
function spareOf(capabilities: Capabilities, vector: PublishedVector): (value: number) => number {
  const { op, input, options, dtype } = vector;
  if (op === 'gradient_of_sum') {
    // dy is 1, and each of these vectors is one slice: the unit is 2^-23 of 1/D.
    const { p, denominator } = resolveRule(options, dtype);
    const { floor } = exactDenominator(exactNorm(input, p), denominator);
    const spare = (boundOf(claimOf(capabilities, { of: 'gradient' })) * 2 ** -23) / roundFixed(floor);
    return () => spare;
  }
  const norms = (boundOf(capabilities.norms || 'exact') - 0.5) * 2 ** -52;
  const quotients = (boundOf(claimOf(capabilities, needOf(vector))) - 0.5) * 2 ** -23;
  const spare = { norm: norms, normalize: quotients, norms_of_result: quotients + norms }[op];
  return (value) => spare * Math.abs(value);
}

async function resultOf(
  subject: Subject,
  { op, input, options }: PublishedVector,
): Promise<ArrayLike<number>> {
  const { normalizer } = subject;
  if (op === 'norm') return await waitFor(subject, normalizer.norms(input, options));
  if (op === 'gradient_of_sum')
    return await waitFor(subject, normalizer.gradient(input, input.slice().fill(1), options));
  const result = await waitFor(subject, normalizer.normalize(input, options));
  if (op === 'normalize') return result;
  const { shape, axis } = options;
  return await waitFor(subject, normalizer.norms(result, { shape, axis }));
}
