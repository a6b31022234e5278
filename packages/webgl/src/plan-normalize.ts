import type { Problem } from '@unitsphere/core';
import { epsilonWords } from '@unitsphere/core/words';
import type { Plan } from './plan.ts';
import { normSteps, stepsOf } from './plan-norms.ts';

/**
 * The texture `destination`, of a buffer of `values` numbers, and `norms`. What is between the slices and behind them is taken from
 * `below`, which is read only where there is such.
 */
export function planNormalize(problem: Problem, values: number): Plan {
  const { outer, length, inner } = problem;
  const elements = outer * length * inner;
  const slices = outer * inner;
  const step = stepsOf(problem);
  const below = elements < values ? 'below' : 'source';
  const scale =
    elements === 0
      ? []
      : [
          step('finish', slices, 'slices'),
          step('settle', Math.ceil(values / 64), 'roundings'),
          step('scale', Math.ceil(values / 4), 'destination', { below }),
        ];
  return {
    steps: [...normSteps(problem), ...scale],
    rule: epsilonWords(problem.p, problem.denominator),
  };
}
