import type { NamedAttrMap } from '@tensorflow/tfjs-core';
import type { Denominator, Problem } from '@unitsphere/core';

type Form = Denominator['form'];
type Of = Denominator['of'];

/** A problem as attributes of a kernel, which are plain numbers and strings: tfjs's profiler prints them. */
export function attributesOf({ outer, length, inner, p, denominator }: Problem): NamedAttrMap {
  const { form, of, epsilon } = denominator;
  return { outer, length, inner, p, form, of, epsilon };
}

export function problemOf(attributes: NamedAttrMap): Problem {
  const { outer, length, inner, p, form, of, epsilon } = attributes as Record<string, number | string>;
  const sizes = { outer: outer as number, length: length as number, inner: inner as number };
  return {
    dtype: 'float32',
    ...sizes,
    stride: sizes.length * sizes.inner,
    p: p as number,
    denominator: { form: form as Form, of: of as Of, epsilon: epsilon as number },
  };
}
