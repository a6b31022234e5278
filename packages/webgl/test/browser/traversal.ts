import type { Denominator, Problem } from '@unitsphere/core';
import { normsOfWords } from '@unitsphere/core/words';
import { cpu } from '@unitsphere/cpu';
import { float32Families, float32Slice } from '../../../cpu/test/slice-families.ts';
import { tallyOfTexels, wordsOfTexels } from '../../src/norm-texels.ts';
import type { Texels } from '../../src/plan.ts';
import { planNormalize } from '../../src/plan-normalize.ts';
import { planNorms } from '../../src/plan-norms.ts';
import { runPlan } from '../../src/run-plan.ts';
import { readTexels, uploadTexels } from '../../src/transfer.ts';
import { type Mutation, mutated } from './mutated.ts';
import { type Runner, startedRunner } from './runner.ts';

/** A problem and what its elements are; plain data. */
export interface Case {
  readonly outer?: number;
  readonly length: number;
  readonly inner?: number;
  /** Values between blocks. */
  readonly gap?: number;
  /** Values after the last block, besides its gap. */
  readonly rest?: number;
  readonly p?: 1 | 2 | 'infinity';
  readonly denominator?: Denominator;
  readonly values: keyof typeof float32Families | keyof typeof made;
}

/** Each block's first elements are 2, or one ULP less, and twice and four times as much, in turn. */
function beginWith({ outer, inner, stride }: Problem, values: Float32Array): void {
  for (let block = 0; block < outer; block++) {
    const first = (block % 2 === 0 ? 2 : 2 - 2 ** -23) * 2 ** (block % 3);
    values.fill(first, block * stride, block * stride + inner);
  }
}

const made = {
  'zeros, short, special': (problem: Problem, values: Float32Array) => {
    const { length, inner, stride } = problem;
    values.fill(-0, 0, stride).fill(1e-5, stride, 2 * stride);
    for (const [k, x] of [Number.NaN, Infinity, -Infinity].entries())
      values[3 * stride + Math.floor((k * (length - 1)) / 2) * inner + (inner > 1 ? k : 0)] = x;
  },
  // N = 2 at p = ∞, and 3 · 2^-149 / 2 lies in the middle between two subnormals.
  ties: (problem: Problem, values: Float32Array) => {
    beginWith(problem, values.fill(3 * 2 ** -149));
  },
  // Quotients in the middle between subnormals but for the last bits of the norm, hardly above or below.
  'near ties': (problem: Problem, values: Float32Array) => {
    for (let i = 0; i < values.length; i++)
      values[i] = (2 * (i % 5) + 1) * 2 ** ((Math.floor(i / problem.stride) % 3) - 149);
    beginWith(problem, values);
  },
  rising: (_: Problem, values: Float32Array) => {
    for (let i = 0; i < values.length; i++) values[i] = (i % 7) * 2 ** ((240 * i) / values.length - 130);
  },
  // Every bit of a sum carries, through all of its digits.
  carries: (_: Problem, values: Float32Array) => {
    for (let i = 0; i < values.length; i++) values[i] = (2 - 2 ** -23) * 2 ** ((i % 270) - 148);
  },
} satisfies Readonly<Record<string, (problem: Problem, values: Float32Array) => void>>;

const oracle = cpu();

/** What differs from cpu's kernels, by bits; norms, in ULP above 1. Throws where a mutation changes nothing. */
export async function differences(cases: readonly Case[], mutation?: Mutation): Promise<string[]> {
  const on = await startedRunner();
  const found: string[] = [];
  for (const each of cases) {
    const lines = await compare(on, each, mutation);
    if (lines.length > 0) found.push(JSON.stringify(each), ...lines);
  }
  return found;
}

/** The names of a problem's kernels. */
export function steps(each: Case): string[] {
  return planNormalize(problemOf(each), 0).steps.map(({ kernel }) => kernel.name);
}

export function problemOf({
  outer = 1,
  length,
  inner = 1,
  gap = 0,
  p = 2,
  denominator = none,
}: Case): Problem {
  const order = p === 'infinity' ? Infinity : p;
  return { dtype: 'float32', outer, length, inner, stride: length * inner + gap, p: order, denominator };
}

const none: Denominator = { form: 'floor', of: 'norm', epsilon: 0 };

function valuesOf(each: Case, problem: Problem): Float32Array<ArrayBuffer> {
  const length = problem.outer * problem.stride + (each.rest ?? 0);
  const change = (made as Readonly<Record<string, (problem: Problem, values: Float32Array) => void>>)[
    each.values
  ];
  const family = change === undefined ? (each.values as keyof typeof float32Families) : 'ordinary';
  const values = float32Slice(float32Families[family], length, 1) as Float32Array<ArrayBuffer>;
  change?.(problem, values);
  return values;
}

async function compare(
  { context, kernels }: Runner,
  each: Case,
  mutation: Mutation | undefined,
): Promise<string[]> {
  const problem = problemOf(each);
  const values = valuesOf(each, problem);
  const before = new Float32Array(values.length).fill(77);
  const wanted = oracle.normalizeWithNorms(values, problem, before.slice());
  const uploaded: Texels[] = [];
  const upload = (of: Float32Array): Texels => {
    const texels = uploadTexels(context, of);
    uploaded.push(texels);
    return texels;
  };
  const source = upload(values);
  const given = { source, below: upload(before) };
  const both = ['destination', 'norms'];
  const plan = mutated(planNormalize(problem, values.length), mutation);
  const results = runPlan(context, kernels, plan, given, both);
  const alone = runPlan(context, kernels, planNorms(problem), { source }, ['norms']);
  uploaded.push(...Object.values(results), ...Object.values(alone));
  const slices = problem.outer * problem.inner;
  const lines: string[] = [];
  if (results['destination'] !== undefined) {
    const output = await readTexels(context, results['destination'], values.length);
    lines.push(...differing(output, wanted.output));
  }
  for (const norms of slices === 0 ? [] : [results['norms']!, alone['norms']!]) {
    const texels = await readTexels(context, norms, 4 * slices);
    lines.push(...distant(normsOfWords(wordsOfTexels(texels)), wanted.norms as Float64Array));
    const tally = [...tallyOfTexels(texels)].slice(0, 3).join();
    const expected = [...wanted.tally].slice(0, 3).join();
    if (tally !== expected) lines.push(`tally ${tally}, expected ${expected}`);
  }
  for (const { texture } of uploaded) context.deleteTexture(texture);
  const error = context.getError();
  if (error !== 0) lines.push(`error ${error}`);
  return lines;
}

/** Where bits differ; the first few, since arrays are large. */
function differing(actual: Float32Array, wanted: ArrayLike<number>): string[] {
  const got = new Uint32Array(actual.buffer, actual.byteOffset, actual.length);
  const floats = Float32Array.from(wanted);
  const expected = new Uint32Array(floats.buffer);
  const wrong: string[] = [];
  let count = 0;
  for (let i = 0; i < expected.length; i++) {
    if (got[i] === expected[i]) continue;
    count++;
    if (wrong.length < 3) wrong.push(`[${i}] expected ${floats[i]}, got ${actual[i]}`);
  }
  return count > 3 ? [...wrong, `${count} in all`] : wrong;
}

function distant(actual: Float64Array, wanted: Float64Array): string[] {
  const [got, expected] = [actual, wanted].map((x) => new BigInt64Array(x.slice().buffer)) as [
    BigInt64Array,
    BigInt64Array,
  ];
  const wrong: string[] = [];
  for (let i = 0; i < expected.length && wrong.length < 3; i++) {
    const ulp = got[i]! - expected[i]!;
    if (ulp < -1n || ulp > 1n) wrong.push(`norm ${i}: expected ${wanted[i]}, got ${actual[i]}`);
  }
  return wrong;
}
