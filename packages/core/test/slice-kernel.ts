import type { FloatArray, Problem, Rule } from '../src/index.ts';
import { gradientExactly, normalizeExactly, normsExactly } from '../src/reference/index.ts';

/** The options that pose `problem` again, with the plainest shape. */
function optionsOf({ outer, length, inner, stride, p, denominator }: Problem) {
  const { form, of, epsilon } = denominator;
  const rule: Rule =
    form === 'keep'
      ? 'keep-below'
      : (`${form === 'floor' ? 'max' : 'add'}${of === 'square' ? '-squared' : ''}` as Rule);
  const gaps = stride !== length * inner;
  return {
    shape: gaps ? [outer, length] : [outer, length, inner],
    axis: 1,
    ...(gaps ? { stride } : {}),
    p,
    rule,
    epsilon,
  };
}

/** The fakes' kernel: the reference, written over the blocks of `output` and nothing between them. */
export function normalizeProblem<T extends FloatArray>(x: T, problem: Problem, output: T): T {
  const { outer, length, inner, stride } = problem;
  const result = normalizeExactly(x, optionsOf(problem));
  for (let o = 0; o < outer; o++) {
    output.set(result.subarray(o * stride, o * stride + length * inner), o * stride);
  }
  return output;
}

export function normsOfProblem(x: FloatArray, problem: Problem): Float64Array {
  return normsExactly(x, optionsOf(problem));
}

export function gradientOfProblem(x: FloatArray, upstream: FloatArray, problem: Problem): FloatArray {
  const exact = gradientExactly(x, upstream, optionsOf(problem));
  return problem.dtype === 'float32' ? Float32Array.from(exact) : exact;
}
