/** How the denominator D follows from the norm N and epsilon; the table stands in docs/numerics.md. */
export type Rule = 'none' | 'max' | 'max-squared' | 'add' | 'add-squared' | 'keep-below';

/**
 * What a kernel computes: with Q = N, or N² where `of` is `square`,
 * `floor` is max(Q, ε), `plus` is Q + ε (rooted where `of` is `square`), `keep` is N where N ≥ ε, else 1.
 * Rule `none` is `floor` with ε = 0.
 */
export interface Denominator {
  readonly form: 'floor' | 'plus' | 'keep';
  readonly of: 'norm' | 'square';
  readonly epsilon: number;
}

/** The form of each rule. */
export const denominators: Readonly<Record<Rule, Omit<Denominator, 'epsilon'>>> = {
  none: { form: 'floor', of: 'norm' },
  max: { form: 'floor', of: 'norm' },
  'max-squared': { form: 'floor', of: 'square' },
  add: { form: 'plus', of: 'norm' },
  'add-squared': { form: 'plus', of: 'square' },
  'keep-below': { form: 'keep', of: 'norm' },
};

/** The names of all rules. */
export const rules: readonly Rule[] = /* @__PURE__ */ Object.keys(denominators) as Rule[];
