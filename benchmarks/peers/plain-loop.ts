import { type FloatArray, resolveAxes, resolveLayout } from '@unitsphere/core';
import type { Contender, Prepared, Work } from '../contender.ts';
import { takingAllBut } from '../contenders/taking-all-but.ts';

/** What one writes by hand: two loops over each slice, the sum in float64 as JavaScript has it, no care for range. */
export function plainLoop(): Contender {
  return {
    name: 'plain loop',
    kind: 'peer',
    roof: 'Float32Array.set',
    without: takingAllBut({ gradient: 'it is values alone' }),
    start: async () => ({
      version: 'JavaScript',
      prepare,
      normalize(values, rows, length) {
        const y = new Float32Array(values.length);
        loop(values, y, { outer: rows, length, inner: 1 });
        return y;
      },
    }),
  };
}

function prepare({ scenario, x }: Work): Prepared {
  const layout = resolveLayout(scenario.shape, resolveAxes(scenario.axis, scenario.shape.length));
  const inPlace = scenario.task === 'in-place';
  const y = x.slice();
  const input = inPlace ? y : x;
  const run = (): void => loop(input, y, layout);
  return {
    run,
    result() {
      if (inPlace) y.set(x);
      else y.fill(0);
      run();
      return y.slice();
    },
    end() {},
  };
}

function loop(
  x: FloatArray,
  y: FloatArray,
  { outer, length, inner }: { readonly outer: number; readonly length: number; readonly inner: number },
): void {
  for (let o = 0; o < outer; o++) {
    for (let i = 0; i < inner; i++) {
      const start = o * length * inner + i;
      const end = start + length * inner;
      let sum = 0;
      for (let at = start; at < end; at += inner) sum += x[at]! * x[at]!;
      const inverse = 1 / Math.sqrt(sum);
      for (let at = start; at < end; at += inner) y[at] = x[at]! * inverse;
    }
  }
}
