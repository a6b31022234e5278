import { type Rule, type RuleOptions, rules } from '@unitsphere/core';
import type { Case } from './case.ts';
import type { Family } from './family.ts';
import { normAtEpsilonFamilies } from './norm-at-epsilon-families.ts';
import { ordinarySlices } from './ordinary-slices.ts';
import type { Random } from './seeded-random.ts';
import { trialCase } from './trial-case.ts';

const formulas: Readonly<Record<Rule, string>> = {
  none: 'N',
  max: 'max(N, ε)',
  'max-squared': '√max(Σx², ε)',
  add: 'N + ε',
  'add-squared': '√(Σx² + ε)',
  'keep-below': 'N, and by 1 where N is below ε',
};

const families: readonly Family[] = [
  ...rules.map((rule) => ruleFamily(rule)),
  {
    name: 'p = 1 divides by the sum, 2 by the root of squares, ∞ by the largest',
    elements: 3000,
    batch: (random) => ({ slices: drawn(random), settings: [{ p: 1 }, { p: 2 }, { p: Infinity }] }),
  },
  {
    name: 'a zero slice comes back under every rule, signs and all',
    elements: 2000,
    batch: (random) => ({
      slices: drawn(random).map((slice) => slice.map(() => random.sign() * 0)),
      settings: rules.flatMap((rule) => settingsOf(rule, [0, 1e-12, 2])),
    }),
  },
];

/** Every p and rule by itself, ε on both sides of the norm, and exactly on it. */
export const ruleCases: readonly Case[] = [...families, ...normAtEpsilonFamilies].map((source) =>
  trialCase({ family: 'p and rules', source, ...(source.elements > 50_000 ? { part: 0.25 } : {}) }),
);

function ruleFamily(rule: Rule): Family {
  return {
    name: `rule ${rule} divides by ${formulas[rule]}`,
    elements: 6000,
    batch(random) {
      const scale = 10 ** random.integer(-18, 6);
      const around = rule.endsWith('-squared') ? scale * scale : scale;
      const epsilons = [0, around / 100, around / 2, around, 2 * around, 100 * around];
      return {
        slices: drawn(random).map((slice) => slice.map((v) => v * scale)),
        settings: settingsOf(rule, epsilons),
      };
    },
  };
}

function settingsOf(rule: Rule, epsilons: readonly number[]): RuleOptions[] {
  const orders = rule.endsWith('-squared') ? [2] : [1, 2, Infinity];
  return orders.flatMap((p) =>
    rule === 'none' ? [{ p }] : epsilons.map((epsilon) => ({ p, rule, epsilon })),
  );
}

function drawn(random: Random): ReturnType<typeof ordinarySlices> {
  return ordinarySlices(random, { count: random.integer(1, 12), length: random.integer(1, 40) });
}
