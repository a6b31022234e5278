import type { FloatArray } from '@unitsphere/core';
import type * as Onnx from 'onnxruntime-web';
import type { Started, Work } from '../contender.ts';
import { type LpNormalization, lpNormalizationModel, type Protobuf } from './lp-normalization-model.ts';

/** ONNX Runtime in any of its packages, and how it runs here. */
export interface OnnxRuntime {
  readonly module: Pick<typeof Onnx, 'InferenceSession' | 'Tensor'>;
  readonly protobuf: Protobuf;
  /** New ones for each session: onnxruntime-web writes into them. */
  options(): Onnx.InferenceSession.SessionOptions;
  /** Whether a run writes into a tensor that it is given; else each makes a new one. */
  readonly writesInto: boolean;
}

/** The operator on one runtime: a session for each work, with the input as a tensor that stays. */
export async function startLpNormalization(runtime: OnnxRuntime): Promise<Omit<Started, 'version'>> {
  const session = (model: LpNormalization): Promise<Onnx.InferenceSession> =>
    runtime.module.InferenceSession.create(lpNormalizationModel(runtime.protobuf, model), runtime.options());
  const rowsSession = await session({ dtype: 'float32', dims: ['rows', 'length'], axis: -1 });
  const tensor = (dtype: 'float32' | 'float64', values: FloatArray, shape: readonly number[]): Onnx.Tensor =>
    dtype === 'float32'
      ? new runtime.module.Tensor(dtype, values as Float32Array, shape)
      : new runtime.module.Tensor(dtype, values as Float64Array, shape);
  return {
    async prepare({ scenario: { dtype, shape, axis }, x }: Work) {
      const own = await session({ dtype, dims: shape, axis });
      const feeds = { x: tensor(dtype, x, shape) };
      const fetches = runtime.writesInto ? { y: tensor(dtype, x.slice().fill(0), shape) } : ['y'];
      const run = async (): Promise<Onnx.Tensor> => {
        const { y } = await own.run(feeds, fetches);
        return y!;
      };
      return {
        run,
        result: async () => (await run()).data.slice() as FloatArray,
        end: () => own.release(),
      };
    },
    async normalize(values, rows, length) {
      const { y } = await rowsSession.run({ x: tensor('float32', values, [rows, length]) });
      return y!.data as Float32Array;
    },
    end: () => rowsSession.release(),
  };
}
