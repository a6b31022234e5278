import { type FloatArray, type Rule, type RuleOptions, rules } from '@unitsphere/core';
import type { Random } from './seeded-random.ts';

/** Every rule that p has, `none` once and the others with two epsilons each: fixed ones, and some around the norm. */
export function settingsAround(slice: FloatArray, p: number, random: Random): RuleOptions[] {
  const norm = roughNorm(slice, p);
  return rules
    .filter((rule) => p === 2 || !rule.endsWith('-squared'))
    .flatMap((rule): RuleOptions[] => {
      if (rule === 'none') return [{ p }];
      const choices = epsilons(rule, norm);
      return [0, 1].map(() => ({ p, rule, epsilon: random.pick(choices) }));
    });
}

function epsilons(rule: Rule, norm: number): number[] {
  const around = rule.endsWith('-squared') ? norm * norm : norm;
  return [0, 5e-324, 1e-12, around * 1e-9, around / 2, around, around * 2, 1e300, Number.MAX_VALUE].filter(
    Number.isFinite,
  );
}

/** The norm for p = 1, 2 or ∞, and for others something of its size; infinite where float64 ends. */
function roughNorm(slice: FloatArray, p: number): number {
  let max = 0;
  for (const x of slice) if (Math.abs(x) < Infinity) max = Math.max(max, Math.abs(x));
  if (p === Infinity || max === 0) return max;
  let sum = 0;
  for (const x of slice) if (Math.abs(x) < Infinity) sum += (Math.abs(x) / max) ** p;
  return max * sum ** (1 / p);
}
