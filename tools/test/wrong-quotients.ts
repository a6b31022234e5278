import {
  type Backend,
  createNormalizer,
  type FloatArray,
  type Normalizer,
  type Problem,
} from '@unitsphere/core';
import { exactNorm, surdOf, toFixed } from '@unitsphere/core/reference';
import { cpu } from '@unitsphere/cpu';

/** What a slice comes to; `right` holds the correct results. */
export type Quotients = (x: FloatArray, problem: Problem, right: FloatArray) => ArrayLike<number>;

interface Mistake {
  readonly quotients: Quotients;
  /** Families that must notice. */
  readonly caughtBy: readonly string[];
  /** Families that cannot, so that the others are needed. */
  readonly unseenBy?: readonly string[];
}

/** A normalizer that is right but for the quotients of finite slices. */
export function normalizeWrongly(quotients: Quotients): Normalizer<'sync'> {
  const right = cpu();
  const backend: Backend<FloatArray, 'sync'> = {
    ...right,
    normalizeWithNorms(input, problem, output) {
      const x = input.slice();
      const made = right.normalizeWithNorms(input, problem, output);
      const { outer, length, inner, stride } = problem;
      for (let slice = 0; slice < outer * inner; slice++) {
        const start = Math.floor(slice / inner) * stride + (slice % inner);
        const pick = (array: FloatArray): FloatArray =>
          array.slice(0, length).map((_, k) => array[start + k * inner]!);
        const values = pick(x);
        if (!values.every(Number.isFinite) || values.every((v: number) => v === 0)) continue;
        const wrong = quotients(values, problem, pick(made.output));
        for (let k = 0; k < length; k++) made.output[start + k * inner] = wrong[k]!;
      }
      return made;
    },
  };
  return createNormalizer(backend);
}

/** D in float64; sums rounded by `round` after each addition. */
function roughDenominator(
  x: FloatArray,
  { p, denominator: { form, of, epsilon } }: Problem,
  round = (v: number): number => v,
): number {
  let q = 0;
  for (const v of x) q = p === Infinity ? Math.max(q, Math.abs(v)) : round(q + round(Math.abs(v) ** p));
  if (p === 2 && of === 'norm') q = Math.sqrt(q);
  const finish = of === 'square' ? Math.sqrt : round;
  if (form === 'plus') return finish(q + epsilon);
  if (q >= epsilon) return finish(q);
  return form === 'keep' ? 1 : finish(epsilon);
}

/** x·factor or whatever `quotient` does with D, rounded to the dtype on assignment. */
const dividing =
  (quotient: (v: number, d: number) => number, round?: (v: number) => number): Quotients =>
  (x, problem) => {
    const d = roughDenominator(x, problem, round);
    return x.map((v: number) => quotient(v, d));
  };

/** What float64 gives without further thought. */
export const plainQuotients: Quotients = dividing((v, d) => v / d);

/** Toward zero instead of to nearest. */
function truncated(q: number): number {
  const bits = new Uint32Array(Float32Array.of(q).buffer);
  if (Math.abs(Math.fround(q)) > Math.abs(q)) bits[0]!--;
  return new Float32Array(bits.buffer)[0]!;
}

function isExactly(x: FloatArray, p: number, epsilon: number): boolean {
  const { rational, radicand } = exactNorm(x, p);
  const whole = surdOf(rational, radicand).floor;
  return whole === toFixed(epsilon) && (radicand === 0n || whole * whole === radicand);
}

export const wrongQuotients: Readonly<Record<string, Mistake>> = {
  'plain float64 arithmetic': {
    quotients: (x, problem, right) =>
      problem.denominator.form === 'keep' ? right : plainQuotients(x, problem, right),
    caughtBy: [
      'sums within 2^-80 of a rounding tie, p = 1',
      'roots within 2^-80 of a rounding tie, p = 2',
      'norms plus epsilon within 2^-80 of a tie',
      'squares plus epsilon within 2^-80 of a tie',
      'largest plus epsilon within 2^-80 of a tie',
      'epsilon itself within 2^-75 of a tie',
      'root of epsilon within 2^-56 of a tie',
      'subnormal results on a tie or one unit off, p = 1',
      'subnormal results on a tie or one unit off, p = 2',
    ],
    unseenBy: ['ordinary values', 'integers', 'values up to the largest'],
  },
  'float32 accumulation': {
    quotients: dividing((v, d) => v / d, Math.fround),
    caughtBy: ['ordinary values', 'tiny values', 'values up to the largest'],
  },
  'multiplication by the reciprocal': {
    quotients: (x, problem, right) =>
      problem.denominator.form === 'keep' ? right : dividing((v, d) => v * (1 / d))(x, problem, right),
    caughtBy: ['roots within 2^-80 of a rounding tie, p = 2', 'epsilon itself within 2^-75 of a tie'],
    unseenBy: ['ordinary values', 'integers'],
  },
  'ties away from zero': {
    // One float64 further out carries a tie and leaves all but near ties alone.
    quotients: (x, problem, right) =>
      problem.denominator.form === 'keep'
        ? right
        : dividing((v, d) => (v / d) * (1 + 2 ** -52))(x, problem, right),
    caughtBy: ['subnormal results on a tie or one unit off, p = ∞', 'subnormal results on a tie of epsilon'],
    unseenBy: ['ordinary values', 'integers'],
  },
  'subnormal results flushed': {
    quotients: (_, __, right) => right.map((y: number) => (Math.abs(y) < 2 ** -126 ? 0 * y : y)),
    caughtBy: ['a power of two beside subnormals', 'exponents over the whole range'],
    unseenBy: ['integers'],
  },
  'truncation instead of rounding to nearest': {
    quotients: dividing((v, d) => truncated(v / d)),
    caughtBy: ['ordinary values', 'integers', 'alternating values'],
  },
  'epsilon added inside the root': {
    quotients: (x, problem, right) => {
      const { p, denominator } = problem;
      if (p !== 2 || denominator.form !== 'plus' || denominator.of !== 'norm') return right;
      return plainQuotients(x, { ...problem, denominator: { ...denominator, of: 'square' } }, right);
    },
    caughtBy: [
      'norms plus epsilon within 2^-80 of a tie',
      'subnormal results on a tie or one unit off, p = 2',
    ],
    unseenBy: ['sums within 2^-80 of a rounding tie, p = 1'],
  },
  'keep-below that keeps a norm of exactly epsilon': {
    quotients: (x, { p, denominator: { form, epsilon } }, right) =>
      form === 'keep' && isExactly(x, p, epsilon) ? x : right,
    caughtBy: [
      'the norm exactly epsilon or one unit beside, p = 1',
      'the norm exactly epsilon or one unit beside, p = 2',
      'the norm exactly epsilon or one unit beside, p = ∞',
    ],
    unseenBy: ['sums within 2^-80 of a rounding tie, p = 1'],
  },
  'the last element skipped': {
    quotients: (x, _, right) => right.map((y: number, k: number) => (k === x.length - 1 ? x[k]! : y)),
    caughtBy: ['ordinary values', 'exponents over the whole range'],
  },
  'the sign of zeros lost': {
    quotients: (_, __, right) => right.map((y: number) => y + 0),
    caughtBy: ['zeros of both signs among values', 'one value among zeros'],
  },
};
