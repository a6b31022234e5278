import type { Problem } from '@unitsphere/core';
import { epsilonWords } from '@unitsphere/core/words';
import { digitTexels, kernelOf, kernelTraits, type Stage } from './kernel-text.ts';
import { partsOf } from './parts.ts';
import type { Name, Plan, Step } from './plan.ts';

/** The texture `norms`: a texel a slice. */
export function planNorms(problem: Problem): Plan {
  return { steps: normSteps(problem), rule: epsilonWords(problem.p, problem.denominator) };
}

/** From `source` to `norms`: at once, or by parts of long slices, which leave `digits` too but for p = ∞. */
export function normSteps(problem: Problem): Step[] {
  const { p } = problem;
  const slices = problem.outer * problem.inner;
  const { parts } = partsOf(problem);
  const step = stepsOf(problem);
  if (parts === 1) return [step('reduce', slices, 'norms')];
  const range = step('range', slices * parts, 'ranges');
  if (p === Infinity) return [range, step('reduce-ranges', slices, 'norms')];
  return [
    range,
    step('measure-digits', slices * parts * digitTexels(p), 'sums'),
    step('merge-digits', slices * (digitTexels(p) + 1), 'digits'),
    step('reduce-digits', slices, 'norms'),
  ];
}

/** Steps of one problem, whose textures are named as their kernels' roles but for those given. */
export function stepsOf(
  problem: Problem,
): (stage: Stage, threads: number, writes: Name, names?: Readonly<Record<string, Name>>) => Step {
  const { outer, length, inner, stride } = problem;
  const { parts, partLength } = partsOf(problem);
  const traits = kernelTraits(problem, parts);
  const all = { length, inner, stride, sliceCount: outer * inner, parts, partLength };
  return (stage, threads, writes, names = {}) => {
    const kernel = kernelOf(stage, traits);
    const sizes = Object.fromEntries(kernel.sizes.map((size) => [size, all[size as keyof typeof all]]));
    const reads = Object.fromEntries(kernel.textures.map((role) => [role, names[role] ?? role]));
    return { kernel, threads, sizes, reads, writes };
  };
}
