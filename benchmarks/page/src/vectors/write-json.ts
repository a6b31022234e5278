import type { DType, FloatArray, Shape } from '@unitsphere/core';
import { numberText } from './number-text.ts';
import type { Report } from './opened.ts';
import { createTextParts } from './text-parts.ts';

/** An object around the numbers, with other keys too. */
export interface JsonWrapper {
  readonly data?: unknown;
  readonly shape?: unknown;
}

interface Writing {
  readonly dtype: DType;
  readonly shape: Shape;
  readonly wrapper: JsonWrapper | undefined;
}

/** Numbers nested as `shape`, in the place of `data` where there is a wrapper; what is not finite is `null`. */
export function writeJson(values: FloatArray, { dtype, shape, wrapper }: Writing, report: Report): Blob {
  let at = 0;
  const parts = createTextParts(() => report('writing', at / values.length));
  const visit = (depth: number): void => {
    parts.add('[');
    for (let i = 0; i < shape[depth]!; i++) {
      if (depth + 1 < shape.length) {
        parts.add(i === 0 ? '' : ',\n');
        visit(depth + 1);
      } else {
        const value = values[at++]!;
        const text = Number.isFinite(value) ? numberText(value, dtype) : 'null';
        parts.add(i === 0 ? text : `,${text}`);
      }
    }
    parts.add(']');
  };
  if (wrapper === undefined) visit(0);
  else
    Object.entries(wrapper).forEach(([key, value], i) => {
      parts.add(`${i === 0 ? '{' : ','}${JSON.stringify(key)}:`);
      if (key === 'data') visit(0);
      else parts.add(JSON.stringify(value));
    });
  parts.add(wrapper === undefined ? '\n' : '}\n');
  return parts.blob('application/json');
}
