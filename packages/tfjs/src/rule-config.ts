import type { serialization } from '@tensorflow/tfjs-core';
import { type RuleOptions, resolveRule } from '@unitsphere/core';

export const ruleNames = ['p', 'rule', 'epsilon', 'like'] as const;

/** The options of the rule that were given, checked: throws the errors of `resolveRule` of @unitsphere/core. */
export function ruleOf(given: RuleOptions): RuleOptions {
  const names = ruleNames.filter((name) => given[name] !== undefined);
  const rule: RuleOptions = Object.fromEntries(names.map((name) => [name, ofConfig(given[name])]));
  resolveRule(rule, 'float32');
  return rule;
}

/** JSON has no Infinity, and tfjs spells strings in snake case when it saves: p = ∞ is `inf`. */
export function configOfRule(rule: RuleOptions): serialization.ConfigDict {
  return { ...(rule as serialization.ConfigDict), ...(rule.p === Infinity && { p: 'inf' }) };
}

/** What `configOfRule` spells in another way: people hand a layer's config to constructors too. */
function ofConfig(value: unknown): unknown {
  return value === 'inf' ? Infinity : value;
}
