import type { Contender, Started } from '../contender.ts';
import { takingAllBut } from '../contenders/taking-all-but.ts';
import { installed } from './installed.ts';
import { startLpNormalization } from './lp-normalization.ts';
import type { Protobuf } from './lp-normalization-model.ts';

const without = takingAllBut({
  gradient: 'sessions of inference have no gradients',
  'in-place': 'it writes to a new tensor',
});

/** ONNX's LpNormalization by ONNX Runtime's own code for the processor. */
export function onnxruntimeNode(): Contender {
  return {
    name: 'onnxruntime-node LpNormalization',
    kind: 'peer',
    roof: 'Float32Array.set',
    without,
    async start(): Promise<Started> {
      const { module, version } = installed<typeof import('onnxruntime-node')>('onnxruntime-node');
      const protobuf = installed<Protobuf>('protobufjs').module;
      const options = () => ({ intraOpNumThreads: 1, interOpNumThreads: 1 });
      return {
        version: `onnxruntime-node ${version}, 1 thread`,
        ...(await startLpNormalization({ module, protobuf, options, writesInto: true })),
      };
    },
  };
}

/** The same in WebAssembly: each run copies the input into its memory and the result out of it. */
export function onnxruntimeWeb(): Contender {
  return {
    name: 'onnxruntime-web LpNormalization',
    kind: 'peer',
    roof: 'Float32Array.set',
    without,
    async start(): Promise<Started> {
      const { module, version } = installed<typeof import('onnxruntime-web')>('onnxruntime-web');
      const protobuf = installed<Protobuf>('protobufjs').module;
      module.env.wasm.numThreads = 1;
      const options = () => ({ executionProviders: ['wasm'] });
      return {
        version: `onnxruntime-web ${version}, wasm, 1 thread`,
        // In 1.30 it leaves a tensor that it is given for the output as it is.
        ...(await startLpNormalization({ module, protobuf, options, writesInto: false })),
      };
    },
  };
}
