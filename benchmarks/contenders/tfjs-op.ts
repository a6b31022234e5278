import type { RegisterOptions } from '@unitsphere/tfjs';
import type { Contender } from '../contender.ts';
import { onTfjs, roofOfTfjs, type TfjsBackend } from './on-tfjs.ts';
import { ourVersion } from './our-version.ts';
import { takingAllBut } from './taking-all-but.ts';
import { normalizeWith, tensorWork, type Way } from './tensor-work.ts';

/** The op of @unitsphere/tfjs, tensor to tensor. Rejects where it would be composed of tfjs's own operations. */
export function tfjsOp(backend: TfjsBackend, options: RegisterOptions = {}): Contender {
  return {
    name: `tfjs op on ${backend}`,
    kind: 'ours',
    roof: roofOfTfjs[backend],
    without: takingAllBut({
      'in-place': 'tensors are not changed in place',
      float64: 'tensors have no float64',
      file: 'a file is no tensor',
    }),
    async start() {
      const on = await onTfjs(backend);
      // With it comes tfjs, which a page loads when it needs it.
      const { l2Normalize, register } = await import('@unitsphere/tfjs');
      const registered = await register(on.tf, options);
      const { kernels, why } = registered.find((each) => each.backend === backend)!;
      if (kernels !== 'exact') throw new Error(`the op has no kernels on tfjs's ${backend}: ${why}`);
      const way: Way = (x, axis) => l2Normalize(x, { axis });
      return {
        version: `@unitsphere/tfjs ${ourVersion}, ${on.version}`,
        prepare: (work) => tensorWork(on, way, work),
        normalize: normalizeWith(on, way),
      };
    },
  };
}
