import type * as Onnx from 'onnxruntime-web/webgpu';
import type { Contender, Started, Work } from '../contender.ts';
import { takingAllBut } from '../contenders/taking-all-but.ts';
import { lpNormalizationModel } from './lp-normalization-model.ts';

type Session = Onnx.InferenceSession;

/** Also from benchmarks/dist, where this is bundled. */
const wasm = '../peers/node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded.asyncify.wasm';

/** ONNX's LpNormalization by onnxruntime-web's WebGPU provider, between buffers on its device. */
export function onnxruntimeWebGpu(): Contender {
  return {
    name: 'onnxruntime-web LpNormalization on webgpu',
    kind: 'peer',
    roof: 'copyBufferToBuffer',
    without: takingAllBut({
      gradient: 'sessions of inference have no gradients',
      float64: 'WebGPU has no float64',
      'in-place': 'it writes to a new buffer',
    }),
    start,
  };
}

async function start(): Promise<Started> {
  if (!('gpu' in navigator)) throw new Error('this browser has no WebGPU');
  const onnx = await import('onnxruntime-web/webgpu');
  const { default: protobuf } = await import('protobufjs');
  const { env, InferenceSession, Tensor } = onnx;
  env.wasm.wasmPaths = { wasm: new URL(wasm, import.meta.url).href };
  env.wasm.numThreads = 1;
  const session = (
    dims: readonly (number | string)[],
    axis: number,
    preferredOutputLocation: 'cpu' | 'gpu-buffer',
  ): Promise<Session> =>
    InferenceSession.create(lpNormalizationModel(protobuf, { dtype: 'float32', dims, axis }), {
      executionProviders: ['webgpu'],
      preferredOutputLocation,
      // Else it may do the work on the processor without a word.
      extra: { session: { disable_cpu_ep_fallback: '1' } },
    });
  const rowsSession = await session(['rows', 'length'], -1, 'cpu');
  const device = (await env.webgpu.device) as GPUDevice;
  return {
    version: `onnxruntime-web ${env.versions.web}, webgpu`,
    async prepare({ scenario: { shape, axis }, x }: Work) {
      const own = await session(shape, axis, 'gpu-buffer');
      const buffer = bufferOf(device, x as Float32Array);
      const feeds = { x: Tensor.fromGpuBuffer(buffer, { dataType: 'float32', dims: shape }) };
      const output = async (): Promise<Onnx.Tensor> => {
        const { y } = await own.run(feeds);
        return y!;
      };
      return {
        async run() {
          const y = await output();
          await device.queue.onSubmittedWorkDone();
          y.dispose();
        },
        async result() {
          const y = await output();
          const values = new Float32Array((await y.getData()) as Float32Array);
          y.dispose();
          return values;
        },
        async end() {
          await own.release();
          buffer.destroy();
        },
      };
    },
    async normalize(values, rows, length) {
      const { y } = await rowsSession.run({ x: new Tensor('float32', values, [rows, length]) });
      return y!.data as Float32Array;
    },
    end: () => rowsSession.release(),
  };
}

/** A storage buffer, its size a multiple of 16 bytes as the provider's own are. */
function bufferOf(device: GPUDevice, values: Float32Array): GPUBuffer {
  const buffer = device.createBuffer({
    size: Math.ceil(values.byteLength / 16) * 16,
    usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST,
  });
  device.queue.writeBuffer(buffer, 0, values as Float32Array<ArrayBuffer>);
  return buffer;
}
