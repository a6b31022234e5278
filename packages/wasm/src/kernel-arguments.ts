import type { Problem } from '@unitsphere/core';

/** A problem as kernels take it: p (∞ is 0), form (floor 0, plus 1, keep 2), of the square, ε. */
export type KernelArguments = readonly [p: number, form: number, squared: boolean, epsilon: number];

const forms = { floor: 0, plus: 1, keep: 2 } as const;

export function kernelArguments({ p, denominator: { form, of, epsilon } }: Problem): KernelArguments {
  return [p === Infinity ? 0 : p, forms[form], of === 'square', epsilon];
}
