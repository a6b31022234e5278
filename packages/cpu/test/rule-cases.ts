import type { RuleOptions } from '@unitsphere/core';

/** Every rule that order `p` has, with epsilons below, above and far from a norm. */
export function ruleCases(p: number, norm: number): RuleOptions[] {
  const n = norm > 0 && norm < Infinity ? norm : 1;
  const finite = (epsilon: number): number => Math.min(epsilon, Number.MAX_VALUE);
  const cases: RuleOptions[] = [
    { p },
    { p, rule: 'max', epsilon: 0 },
    { p, rule: 'max', epsilon: n / 2 },
    { p, rule: 'max', epsilon: finite(n * 2) },
    { p, rule: 'add', epsilon: n / 3 },
    { p, rule: 'add', epsilon: finite(n * 2 ** 40) },
    { p, rule: 'keep-below', epsilon: n / 2 },
    { p, rule: 'keep-below', epsilon: finite(n * 2) },
  ];
  if (p !== 2) return cases;
  return [
    ...cases,
    { p, rule: 'max-squared', epsilon: finite((n / 2) * n) },
    { p, rule: 'max-squared', epsilon: finite(n * 2 * n) },
    { p, rule: 'add-squared', epsilon: finite((n / 3) * n) },
  ];
}
