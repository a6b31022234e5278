import {
  backend,
  div,
  maximum,
  mul,
  norm,
  rsqrt,
  slice,
  sqrt,
  square,
  sum,
  type Tensor,
  type Tensor2D,
  tensor2d,
  tidy,
} from '@tensorflow/tfjs-core';
import { normalize } from '@unitsphere/cpu';
import { l2Normalize } from '@unitsphere/tfjs';
import { type Accuracy, accuracyOf } from '../accuracy.ts';
import { ordinary } from '../inputs.ts';
import { type Contender, interleave, type Timing } from '../interleave.ts';

/** What is timed. */
export const names = {
  copy: 'Float32Array.set',
  op: 'l2Normalize',
  composed: 'x / sqrt(sum(x²))',
  norm: 'x / norm(x)',
  keras: 'x · rsqrt(max(sum(x²), 1e-12))',
} as const;

/** Of one of tfjs's backends: plain data, a page hands it over. */
export interface Measurement {
  readonly backend: string;
  readonly shape: readonly [number, number];
  readonly accuracies: readonly (Accuracy & { readonly name: string })[];
  readonly timings: readonly Timing[];
}

const ways: Readonly<Record<string, (x: Tensor) => Tensor>> = {
  [names.op]: (x) => l2Normalize(x),
  [names.composed]: (x) => div(x, sqrt(sum(square(x), -1, true))),
  [names.norm]: (x) => div(x, norm(x, 2, -1, true)),
  [names.keras]: (x) => mul(x, rsqrt(maximum(sum(square(x), -1, true), 1e-12))),
};

/**
 * Verifies, then times on the backend that tfjs has set: tensor to tensor, until the result could be read. Throws where
 * the op's result is not cpu's by bits.
 */
export async function measure(
  name: string,
  shape: readonly [number, number],
  { rounds = 15, exact = true }: { readonly rounds?: number; readonly exact?: boolean } = {},
): Promise<Measurement> {
  const values = ordinary(shape[0] * shape[1]);
  const expected = normalize(values, { shape });
  const x: Tensor2D = tensor2d(values, [...shape]);
  const accuracies: Measurement['accuracies'][number][] = [];
  const contenders: Contender[] = [copying(values)];
  for (const [name, way] of Object.entries(ways)) {
    const y = way(x);
    const accuracy = accuracyOf(new Float32Array(await y.data()), expected);
    y.dispose();
    if (exact && name === names.op && accuracy.exact < 1)
      throw new Error(`${name} is not cpu's by bits: ${JSON.stringify(accuracy)}`);
    accuracies.push({ name, ...accuracy });
    contenders.push({ name, run: () => settled(tidy(() => way(x))) });
  }
  const timings = await interleave(contenders, { rounds, warmUp: 3, leastMilliseconds: 4 });
  x.dispose();
  return { backend: name, shape, accuracies, timings };
}

function copying(values: Float32Array): Contender {
  const copy = new Float32Array(values.length);
  return { name: names.copy, run: () => copy.set(values) };
}

/** On a GPU work is done when something of its result can be read; elsewhere when a call returns. */
function settled(y: Tensor): Promise<void> | void {
  if (!('device' in backend() || 'gpgpu' in backend())) {
    y.dispose();
    return;
  }
  const corner = slice(y, [0, 0], [1, 1]);
  return corner.data().then(() => {
    corner.dispose();
    y.dispose();
  });
}
