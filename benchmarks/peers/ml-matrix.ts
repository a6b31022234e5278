import type { FloatArray } from '@unitsphere/core';
import type { Matrix } from 'ml-matrix';
import type { Contender, Prepared, Started, Work } from '../contender.ts';
import { takingAllBut } from '../contenders/taking-all-but.ts';
import { installed } from './installed.ts';

type MlMatrix = typeof import('ml-matrix');

/** ml-matrix: the norm of each row, and the matrix divided by the column of them. Its numbers are float64. */
export function mlMatrix(): Contender {
  return {
    name: 'ml-matrix',
    kind: 'peer',
    roof: 'Float32Array.set',
    without: takingAllBut({
      gradient: 'it has no gradients',
      'other axes': 'a matrix has rows and columns alone',
    }),
    start,
  };
}

async function start(): Promise<Started> {
  const { module, version } = installed<MlMatrix>('ml-matrix');
  const matrixOf = (values: FloatArray, rows: number): Matrix =>
    module.Matrix.from1DArray(rows, values.length / rows, values);
  const prepare = ({ scenario, x }: Work): Prepared => {
    const rows = x.length / scenario.shape.at(-1)!;
    let matrix = matrixOf(x, rows);
    const float = scenario.dtype === 'float32' ? Float32Array : Float64Array;
    const run = (): Matrix => divideRows(scenario.task === 'in-place' ? matrix : matrix.clone());
    return {
      run,
      result() {
        matrix = matrixOf(x, rows);
        return float.from(run().to1DArray());
      },
      end() {},
    };
  };
  return {
    version: `ml-matrix ${version}, its matrices of float64`,
    prepare,
    normalize: (values, rows) => Float32Array.from(divideRows(matrixOf(values, rows)).to1DArray()),
  };
}

/** In place. */
function divideRows(matrix: Matrix): Matrix {
  const norms = Array.from({ length: matrix.rows }, (_, row) => matrix.getRowVector(row).norm());
  return matrix.divColumnVector(norms);
}
