import type { Plan } from '../../src/plan.ts';

/** A text in kernels and what takes its place. */
export type Mutation = readonly [text: string, instead: string];

/** The plan with the kernels that are changed under other names. Throws where a mutation changes nothing. */
export function mutated(plan: Plan, mutation: Mutation | undefined): Plan {
  if (mutation === undefined) return plan;
  const [text, instead] = mutation;
  const steps = plan.steps.map((step) => {
    const code = step.kernel.code();
    if (!code.includes(text)) return step;
    const name = `${step.kernel.name} with ${instead} for ${text}`;
    return { ...step, kernel: { ...step.kernel, name, code: () => code.replaceAll(text, instead) } };
  });
  if (steps.every((step, i) => step === plan.steps[i])) throw new Error(`no kernel has ${text}`);
  return { ...plan, steps };
}
