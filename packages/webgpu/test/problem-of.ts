import type { Problem } from '@unitsphere/core';

/** A problem of p = 2 and rule none on rows without gaps, where nothing else is said. */
export function problemOf(sizes: Partial<Problem>): Problem {
  const { outer = 1, length = 1, inner = 1, stride = length * inner, ...rule } = sizes;
  const denominator = { form: 'floor', of: 'norm', epsilon: 0 } as const;
  return { dtype: 'float32', outer, length, inner, stride, p: 2, denominator, ...rule };
}
