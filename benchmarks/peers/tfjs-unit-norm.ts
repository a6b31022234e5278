import type { Tensor } from '@tensorflow/tfjs-core';
import type { Contender, Started } from '../contender.ts';
import { type OnTfjs, onTfjs, roofOfTfjs } from '../contenders/on-tfjs.ts';
import { takingAllBut } from '../contenders/taking-all-but.ts';
import { normalizeWith, tensorWork } from '../contenders/tensor-work.ts';

/** The constraint that tfjs's layers put on their weights: x / (√Σx² + 1e-7). */
export function tfjsUnitNorm(): Contender {
  return {
    name: 'tfjs-layers unitNorm on wasm',
    kind: 'peer',
    roof: roofOfTfjs.wasm,
    without: takingAllBut({
      float64: 'tfjs has no float64',
      'in-place': 'its tensors do not change',
      gradient: 'a constraint is no part of what training differentiates',
    }),
    start: async () => started(await onTfjs('wasm')),
  };
}

function started(on: OnTfjs): Started {
  const { constraints, version_layers } = on.tf;
  const way = (x: Tensor, axis: number): Tensor => constraints.unitNorm({ axis }).apply(x);
  return {
    version: `tfjs-layers ${version_layers} on ${on.version}; it adds 1e-7 to the norm`,
    like: 'tfjs-unit-norm',
    prepare: (work) => tensorWork(on, way, work),
    normalize: normalizeWith(on, way),
  };
}
