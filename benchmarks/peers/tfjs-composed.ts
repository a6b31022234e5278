import type { Tensor } from '@tensorflow/tfjs-core';
import type { Contender, Started } from '../contender.ts';
import { type OnTfjs, onTfjs, roofOfTfjs, type TfjsBackend } from '../contenders/on-tfjs.ts';
import { takingAllBut } from '../contenders/taking-all-but.ts';
import { normalizeWith, tensorWork } from '../contenders/tensor-work.ts';

/** What one composes of tfjs's operations: x / √Σx². */
export function tfjsComposed(backend: TfjsBackend): Contender {
  return {
    name: `tfjs composed on ${backend}`,
    kind: 'peer',
    roof: roofOfTfjs[backend],
    without: takingAllBut({ float64: 'tfjs has no float64', 'in-place': 'its tensors do not change' }),
    start: async () => started(await onTfjs(backend)),
  };
}

function started(on: OnTfjs): Started {
  const { div, sqrt, square, sum } = on.tf;
  const way = (x: Tensor, axis: number): Tensor => div(x, sqrt(sum(square(x), axis, true)));
  return {
    version: on.version,
    prepare: (work) => tensorWork(on, way, work),
    normalize: normalizeWith(on, way),
  };
}
