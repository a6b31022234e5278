import type { Backend, FloatArray, Problem } from '@unitsphere/core';
import { cpu } from '@unitsphere/cpu';

/** The slices of one call as rows, and what they come to: float32, divided by their own norm of p = 2. */
export interface RecordedRows {
  readonly rows: number;
  readonly length: number;
  readonly values: Float32Array;
  readonly expected: Float32Array;
}

/**
 * cpu's backend, float32 alone and without norms and gradients, which tells `record` each slice that it divided by its
 * norm: those of p = 2 whose rule leaves the norm as it is. The same slices again, under another rule that does, are
 * not told twice.
 */
export function recordingBackend(record: (recorded: RecordedRows) => void): Backend<FloatArray, 'sync'> {
  const backend = cpu();
  let last: Uint32Array = new Uint32Array(0);
  return {
    ...backend,
    capabilities: {
      ...backend.capabilities,
      precision: { float32: { rounding: 'exact' } },
      norms: false,
      gradient: false,
    },
    normalize(input, problem, output) {
      const isSought = problem.p === 2 && problem.dtype === 'float32' && problem.length > 0;
      // Before the call: its output may be its input.
      const values = isSought ? rowsOf(input, problem) : undefined;
      const result = backend.normalize(input, problem, output);
      if (values === undefined) return result;
      const { length } = problem;
      const words = wordsOf(values);
      if (words.length === last.length && words.every((word, i) => word === last[i])) return result;
      const divided = dividedByNorm(values, problem);
      if (divided.length === 0) return result;
      last = words;
      const expected = rowsOf(result, problem);
      record({
        rows: divided.length,
        length,
        values: pickRows(values, divided, length),
        expected: pickRows(expected, divided, length),
      });
      return result;
    },
  };
}

/** Rows `picked` of [rows, length], with their NaN bits. */
export function pickRows(values: Float32Array, picked: readonly number[], length: number): Float32Array {
  const result = new Float32Array(picked.length * length);
  const [from, to] = [wordsOf(values), wordsOf(result)];
  picked.forEach((row, r) => {
    to.set(from.subarray(row * length, (row + 1) * length), r * length);
  });
  return result;
}

/** The slices one after another. */
function rowsOf(array: FloatArray, { outer, length, inner, stride }: Problem): Float32Array {
  const rows = new Float32Array(outer * inner * length);
  const [from, to] = [wordsOf(array), wordsOf(rows)];
  let next = 0;
  for (let o = 0; o < outer; o++) {
    for (let i = 0; i < inner; i++) {
      const start = o * stride + i;
      for (let k = 0; k < length; k++) to[next++] = from[start + k * inner]!;
    }
  }
  return rows;
}

/** The rows whose denominator is the norm itself, whatever the rule; those with ε within 2^-20 of the norm left out. */
function dividedByNorm(values: Float32Array, { length, denominator }: Problem): number[] {
  const { form, of, epsilon } = denominator;
  const found: number[] = [];
  for (let row = 0; row * length < values.length; row++) {
    let squares = 0;
    for (let k = row * length; k < (row + 1) * length; k++) squares += values[k]! * values[k]!;
    const quantity = of === 'square' ? squares : Math.sqrt(squares);
    // Slices with NaN or ±∞ come out the same under any rule.
    const isAbove = !(quantity < Infinity) || quantity > epsilon * (1 + 2 ** -20);
    if (epsilon === 0 || (form !== 'plus' && isAbove)) found.push(row);
  }
  return found;
}

function wordsOf(array: FloatArray): Uint32Array {
  return new Uint32Array(array.buffer, array.byteOffset, array.byteLength / 4);
}
