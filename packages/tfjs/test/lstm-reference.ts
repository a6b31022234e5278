/** Half the distance from 1 to the next float32: what one rounding does at most to a number below 1. */
const u = 2 ** -24;

/** In Keras's form: rows are inputs, columns the gates i, f, c, o of each unit in turn. */
export interface LstmWeights {
  readonly kernel: number[][];
  readonly recurrent: number[][];
  readonly bias: number[];
}

/** What is in doubt of float32 arithmetic: of each input, and of each tanh and sigmoid, absolute. */
export interface Doubt {
  readonly input: number;
  readonly activation: number;
}

/** The last state in float64, and how far from it float32 arithmetic can be: derived in docs/numerics.md. */
export function lstmReference({ kernel, recurrent, bias }: LstmWeights, steps: number[][], doubt: Doubt) {
  const units = bias.length / 4;
  let state = Array.from({ length: units }, () => ({ h: 0, hError: 0, c: 0, cError: 0 }));
  for (const x of steps) {
    const gate = (column: number) => {
      let z = bias[column]!;
      let size = Math.abs(z);
      let error = 0;
      const add = (value: number, valueError: number, weight: number): void => {
        z += value * weight;
        size += Math.abs(value * weight);
        error += valueError * Math.abs(weight);
      };
      for (const [j, value] of x.entries()) add(value, doubt.input, kernel[j]![column]!);
      for (const [j, { h, hError }] of state.entries()) add(h, hError, recurrent[j]![column]!);
      return { z, error: error + (x.length + units + 1) * u * size };
    };
    state = state.map(({ c, cError }, unit) => {
      const [i, f, o] = [0, 1, 3].map((k) => sigmoid(gate(k * units + unit), doubt)) as [Term, Term, Term];
      const g = tanh(gate(2 * units + unit), doubt);
      const next = sum(product(f, { value: c, error: cError }), product(i, g));
      const h = product(o, tanh({ z: next.value, error: next.error }, doubt));
      return { h: h.value, hError: h.error, c: next.value, cError: next.error };
    });
  }
  return state.map(({ h, hError }) => ({ value: h, error: hError }));
}

interface Term {
  readonly value: number;
  readonly error: number;
}

/** By the largest slope between z − error and z + error. */
function sigmoid({ z, error }: { z: number; error: number }, { activation }: Doubt): Term {
  const at = Math.max(Math.abs(z) - error, 0);
  const least = 1 / (1 + Math.exp(-at));
  return { value: 1 / (1 + Math.exp(-z)), error: error * least * (1 - least) + activation };
}

function tanh({ z, error }: { z: number; error: number }, { activation }: Doubt): Term {
  const at = Math.max(Math.abs(z) - error, 0);
  return { value: Math.tanh(z), error: error * (1 - Math.tanh(at) ** 2) + activation };
}

function product(a: Term, b: Term): Term {
  const value = a.value * b.value;
  const error = a.error * Math.abs(b.value) + b.error * Math.abs(a.value) + a.error * b.error;
  return { value, error: error + u * (Math.abs(value) + error) };
}

function sum(a: Term, b: Term): Term {
  const value = a.value + b.value;
  const error = a.error + b.error;
  return { value, error: error + u * (Math.abs(value) + error) };
}
