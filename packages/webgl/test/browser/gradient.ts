import type { Problem } from '@unitsphere/core';
import { gradientExactly, toFixed } from '@unitsphere/core/reference';
import { gradient, norms } from '@unitsphere/cpu';
import { gradientError } from '../../../conformance/src/gradient-error.ts';
import { float32Families, float32Slice } from '../../../cpu/test/slice-families.ts';
import type { Texels } from '../../src/plan.ts';
import { planGradient } from '../../src/plan-gradient.ts';
import { runPlan } from '../../src/run-plan.ts';
import { readTexels, uploadTexels } from '../../src/transfer.ts';
import { type Mutation, mutated } from './mutated.ts';
import { type Runner, startedRunner } from './runner.ts';

/** A problem with bits of x and dy, as plain data. */
export interface SentCall {
  readonly problem: Omit<Problem, 'p'> & { readonly p: string };
  readonly x: readonly number[];
  readonly dy: readonly number[];
}

const fill = 7;

/** dx in a buffer that was full of sevens. */
async function gradientOf(
  { context, kernels }: Runner,
  problem: Problem,
  x: Float32Array,
  dy: Float32Array,
  mutation?: Mutation,
): Promise<Float32Array> {
  const made: Texels[] = [];
  const upload = (values: Float32Array): Texels => {
    made.push(uploadTexels(context, values));
    return made.at(-1)!;
  };
  const given = { source: upload(x), upstream: upload(dy), below: upload(x.slice().fill(fill)) };
  const plan = mutated(planGradient(problem, x.length), mutation);
  const { destination = given.below } = runPlan(context, kernels, plan, given, ['destination']);
  const dx = await readTexels(context, destination, x.length);
  for (const { texture } of [...made, destination]) context.deleteTexture(texture);
  const error = context.getError();
  if (error !== 0) throw new Error(`WebGL error ${error}`);
  return dx;
}

/** Bits of dx for each call. */
export async function gradients(calls: readonly SentCall[]): Promise<number[][]> {
  const on = await startedRunner();
  const floats = (bits: readonly number[]) => new Float32Array(Uint32Array.from(bits).buffer);
  const results: number[][] = [];
  for (const { problem, x, dy } of calls) {
    const dx = await gradientOf(on, { ...problem, p: Number(problem.p) }, floats(x), floats(dy));
    results.push(Array.from(new Uint32Array(dx.slice().buffer)));
  }
  return results;
}

/** A problem of rule none, and how its elements are drawn. */
export interface Layout {
  readonly p: 1 | 2 | 'infinity';
  readonly outer: number;
  readonly length: number;
  readonly inner: number;
  /** Values between blocks, and after the last one besides. */
  readonly gap?: number;
  readonly rest?: number;
  readonly x?: keyof typeof float32Families;
  readonly dy?: keyof typeof float32Families | 'x';
  /** One slice in how many is looked at closely; all must have been written. */
  readonly every?: number;
}

/** What is wrong with the gradients of layouts, against cpu's in float64; what is in the gaps must be what was there. */
export async function wrongLayouts(layouts: readonly Layout[], mutation?: Mutation): Promise<string[]> {
  const on = await startedRunner();
  const wrong: string[] = [];
  for (const layout of layouts) {
    for (const line of await compare(on, layout, mutation)) wrong.push(`${JSON.stringify(layout)}: ${line}`);
  }
  return wrong;
}

/** Longer ones would take the reference seconds. */
const longestExact = 100;

/**
 * In float32 ULP of max|dy|/D, beyond half a ULP of the result: short slices against the reference, others against cpu's
 * float64, which is off by some n·2^-25 (docs/numerics.md).
 */
const boundOf = (length: number): number =>
  length <= longestExact ? 2 ** -20 : Math.max(2 ** -12, length * 2 ** -24);

async function compare(on: Runner, layout: Layout, mutation: Mutation | undefined): Promise<string[]> {
  const { outer, length, inner, gap = 0, rest = 0, every = 1 } = layout;
  const p = layout.p === 'infinity' ? Infinity : layout.p;
  const stride = length * inner + gap;
  const denominator = { form: 'floor', of: 'norm', epsilon: 0 } as const;
  const problem: Problem = { dtype: 'float32', outer, length, inner, stride, p, denominator };
  const elements = outer * stride + rest;
  const x = float32Slice(float32Families[layout.x ?? 'ordinary'], elements, length + 1);
  const { dy: upstream = 'ordinary' } = layout;
  const dy = upstream === 'x' ? x : float32Slice(float32Families[upstream], elements, length + 2);
  const dx = await gradientOf(on, problem, x, dy, mutation);
  const isElement = new Uint8Array(elements);
  let worst = 0;
  const slices = outer * inner;
  for (let s = 0; s < slices; s++) {
    const first = Math.floor(s / inner) * stride + (s % inner);
    for (let k = 0; k < length; k++) isElement[first + k * inner] = 1;
    if (s % every > 0 && s < slices - 9) continue;
    const pick = (array: Float32Array) => Float64Array.from({ length }, (_, k) => array[first + k * inner]!);
    worst = Math.max(worst, worstOf(pick(x), pick(dy), pick(dx), p));
  }
  const lines: string[] = [];
  if (!(worst <= boundOf(length))) lines.push(`off by ${worst}`);
  if (isElement.some((one, i) => one === 0 && dx[i] !== fill)) lines.push('gaps are not as they were');
  return lines;
}

function worstOf(x: Float64Array, dy: Float64Array, dx: Float64Array, p: number): number {
  const exact = (x.length <= longestExact ? gradientExactly : gradient)(x, dy, { p });
  const d = toFixed(norms(x, { p })[0]!);
  const steepest = dy.reduce((max, v) => Math.max(max, Math.abs(v)), 0);
  return dx.reduce((worst, got, k) => {
    // Where it is clear, without integers: half a ULP is at most 2^-24 of the result.
    if (Math.abs(got - exact[k]!) <= 2 ** -25 * Math.abs(exact[k]!)) return worst;
    return Math.max(worst, gradientError(got, exact[k]!, { steepest, d, dtype: 'float32' }));
  }, 0);
}
