import { type FloatArray, type Layout, resolveAxes, resolveLayout } from '@unitsphere/core';
import type { Contender, Prepared, Started, Work } from '../contender.ts';
import { takingAllBut } from '../contenders/taking-all-but.ts';
import { installed } from './installed.ts';

/** Of strided elements: how many, the array, the stride, the offset. */
type Nrm2<T extends FloatArray> = {
  ndarray(count: number, x: T, stride: number, offset: number): number;
};

/** @stdlib's BLAS norm of float32, and a loop that divides. */
export function stdlibSnrm2(): Contender {
  return {
    name: '@stdlib snrm2',
    kind: 'peer',
    roof: 'Float32Array.set',
    without: takingAllBut({ gradient: 'it is a norm alone', float64: 'it is of float32; see dnrm2' }),
    start: () => start<Float32Array>('@stdlib/blas-base-snrm2', (values) => Float32Array.from(values)),
  };
}

/** @stdlib's BLAS norm of float64, and a loop that divides. The input is kept as float64. */
export function stdlibDnrm2(): Contender {
  return {
    name: '@stdlib dnrm2',
    kind: 'peer',
    roof: 'Float32Array.set',
    without: takingAllBut({ gradient: 'it is a norm alone' }),
    start: () => start<Float64Array>('@stdlib/blas-base-dnrm2', (values) => Float64Array.from(values)),
  };
}

async function start<T extends FloatArray>(
  name: string,
  converted: (values: FloatArray) => T,
): Promise<Started> {
  const { module: nrm2, version } = installed<Nrm2<T>>(name);
  // The package takes its native addon where npm's scripts have built it.
  const native = nrm2 !== installed<Nrm2<T>>(name, '/lib/main.js').module;
  const prepare = ({ scenario, x }: Work): Prepared => {
    const layout = resolveLayout(scenario.shape, resolveAxes(scenario.axis, scenario.shape.length));
    const input = converted(x);
    const output = scenario.task === 'in-place' ? input : x.slice();
    const run = (): void => divideSlices(nrm2, input, output, layout);
    return {
      run,
      result() {
        if (input === output) input.set(x);
        else output.fill(0);
        run();
        const result = x.slice();
        result.set(output);
        return result;
      },
      end() {},
    };
  };
  return {
    version: `${name} ${version}, ${native ? 'native' : 'JavaScript'}`,
    prepare,
    normalize(values, rows, length) {
      const y = new Float32Array(values.length);
      divideSlices(nrm2, converted(values), y, { outer: rows, length, inner: 1 });
      return y;
    },
  };
}

function divideSlices<T extends FloatArray>(
  nrm2: Nrm2<T>,
  x: T,
  y: FloatArray,
  { outer, length, inner }: Pick<Layout, 'outer' | 'length' | 'inner'>,
): void {
  for (let o = 0; o < outer; o++) {
    for (let i = 0; i < inner; i++) {
      const start = o * length * inner + i;
      const end = start + length * inner;
      const norm = nrm2.ndarray(length, x, inner, start);
      for (let at = start; at < end; at += inner) y[at] = x[at]! / norm;
    }
  }
}
