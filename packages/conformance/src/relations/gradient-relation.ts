import type { DType, FloatArray } from '@unitsphere/core';
import fc from 'fast-check';
import { boundOf } from '../judge.ts';
import { literal } from '../snippet.ts';
import { formats } from './agreement.ts';
import { arrayOf, orders } from './examples.ts';
import type { Oracle, Relation } from './relation-case.ts';

/** Integers, so that x ± h·v is exact for the powers of two that h is. */
interface Directed {
  readonly p: number;
  readonly elements: readonly (readonly [x: number, upstream: number, v: number])[];
}

const longest = 20;

const elements = fc.array(
  fc.tuple(
    fc.integer({ min: -1023, max: 1023 }).map((x) => (x === 0 ? 1 : x)),
    fc.integer({ min: -100, max: 100 }).map((dy) => dy + 0),
    fc.constantFrom(1, 0, -1),
  ),
  { minLength: 1, maxLength: longest, size: 'max' },
);

/** Derivation: docs/numerics.md, "Relations". Nothing of the reference's gradient is used. */
export const directionalDifference: Relation<Directed> = {
  name: 'the gradient in a direction is the difference of results in that direction',
  gradient: true,
  elements: longest,
  runs: 2000,
  examples: () => fc.record({ p: orders, elements }).filter(isSmooth),
  async fault(oracle, example) {
    const { p } = example;
    const [x, dy, v] = columns(example);
    const h = stepOf(example, oracle.dtype);
    const at = (step: number): FloatArray =>
      arrayOf(
        oracle.dtype,
        x.map((value, i) => value + step * v[i]!),
      );
    const [ahead, behind] = [await oracle.normalize(at(h), { p }), await oracle.normalize(at(-h), { p })];
    const gradient = await oracle.gradient(at(0), arrayOf(oracle.dtype, dy), { p });
    const difference = (dot(dy, ahead) - dot(dy, behind)) / (2 * h);
    const directional = dot(v, gradient);
    const bound = boundFor(example, { h, gradient, oracle });
    if (Math.abs(directional - difference) <= bound) return undefined;
    return `the gradient gives ${directional} in the direction, differences give ${difference}, within ${bound} of the truth`;
  },
  snippet(example, dtype) {
    const [x, dy, v] = columns(example).map((column) => literal(arrayOf(dtype, column)));
    return [
      `const [x, dy, v] = [${x}, ${dy}, ${v}];`,
      `const p = ${example.p};`,
      `const h = ${stepOf(example, dtype)};`,
      'const at = (step) => normalizer.normalize(x.map((value, i) => value + step * v[i]), { p });',
      'const dot = (a, b) => a.reduce((sum, value, i) => sum + value * b[i], 0);',
      'const [ahead, behind] = [await at(h), await at(-h)];',
      'console.log(dot(v, await normalizer.gradient(x, dy, { p })), (dot(dy, ahead) - dot(dy, behind)) / (2 * h));',
    ];
  },
};

function columns({ elements: rows }: Directed): readonly [number[], number[], number[]] {
  return [rows.map(([x]) => x), rows.map(([, dy]) => dy), rows.map(([, , v]) => v)];
}

/** At p = ∞ only one maximum, and some way to it: integers differ by 1, and the step is at most a quarter. */
function isSmooth({ p, elements: rows }: Directed): boolean {
  const sizes = rows.map(([x]) => Math.abs(x));
  const max = Math.max(...sizes);
  return p !== Infinity || sizes.indexOf(max) === sizes.lastIndexOf(max);
}

function normOf({ p, elements: rows }: Directed): number {
  const sizes = rows.map(([x]) => Math.abs(x));
  if (p === Infinity) return Math.max(...sizes);
  return p === 1 ? sizes.reduce((sum, x) => sum + x, 0) : Math.sqrt(sizes.reduce((sum, x) => sum + x * x, 0));
}

/** A third of the dtype's bits below the norm; for p = 1 and ∞ too short to change a sign or the maximum. */
function stepOf(example: Directed, dtype: DType): number {
  const step = 2 ** (Math.floor(Math.log2(normOf(example))) - (dtype === 'float32' ? 8 : 17));
  return example.p === 2 ? step : Math.min(step, 0.25);
}

/** What rounding, the differences' own remainder and the gradient's claimed error can make together. */
function boundFor(
  example: Directed,
  { h, gradient, oracle }: { readonly h: number; readonly gradient: FloatArray; readonly oracle: Oracle },
): number {
  const [x, dy, v] = columns(example);
  const { p } = example;
  const norm = normOf(example);
  const steepest = Math.max(...dy.map(Math.abs));
  const upstream =
    p === 2 ? Math.sqrt(dot(dy, dy)) : p === 1 ? steepest : dy.reduce((sum, d) => sum + Math.abs(d), 0);
  const unit = 2 ** (1 - formats[oracle.dtype].precision);
  const rounding = (boundOf(oracle.claim) * unit + (x.length + 2) * 2 ** -53) * (upstream / h);
  const remainder = ((h * h) / 6) * thirdDerivative();
  const claimed = v.reduce((sum, direction, i) => {
    const error = (oracle.gradientBound * 2 ** -23 * steepest) / norm + (Math.abs(gradient[i]!) * unit) / 2;
    return sum + Math.abs(direction) * error;
  }, 0);
  const sums =
    (x.length + 2) * 2 ** -53 * v.reduce((sum, direction, i) => sum + Math.abs(direction * gradient[i]!), 0);
  return (rounding + remainder + claimed + sums) * (1 + 2 ** -20);

  function thirdDerivative(): number {
    if (p === 2) {
      const speed = Math.sqrt(dot(v, v));
      return (3 * upstream * speed ** 3) / (norm - h * speed) ** 3;
    }
    const largest = x.findIndex((value) => Math.abs(value) === norm);
    const slope =
      p === 1 ? v.reduce((sum, d, i) => sum + d * Math.sign(x[i]!), 0) : v[largest]! * Math.sign(x[largest]!);
    const numerator = 6 * slope ** 2 * Math.abs(dot(dy, x) * slope - dot(dy, v) * norm);
    return numerator / (norm - h * Math.abs(slope)) ** 4;
  }
}

function dot(a: readonly number[], b: ArrayLike<number>): number {
  return a.reduce((sum, value, i) => sum + value * b[i]!, 0);
}
