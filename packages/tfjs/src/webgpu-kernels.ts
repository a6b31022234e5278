import { type DataId, engine, scalar, type Tensor, type TensorInfo, tidy } from '@tensorflow/tfjs-core';
import { type WebGpuBackend as Ours, type Recording, webgpuOn } from '@unitsphere/webgpu';
import type { Kernels } from './kernels.ts';

/** What is used of tfjs's webgpu backend, some of which its declarations call private. */
export interface WebGpuBackend {
  readonly device: GPUDevice;
  /** There after `ensureCommandEncoderReady`. */
  readonly commandEncoder: GPUCommandEncoder;
  readonly tensorMap: { get(dataId: DataId): TensorData };
  makeTensorInfo(shape: number[], dtype: 'float32', values?: Float32Array): TensorInfo;
  /** Gives the tensor a buffer, and takes its values off the CPU. */
  uploadToGPU(dataId: DataId): void;
  disposeData(dataId: DataId): boolean;
  ensureCommandEncoderReady(): void;
  endComputePassEncoder(): void;
  /** Needs a command encoder, without an open pass. */
  submitQueue(): void;
}

interface TensorData {
  /** Of what is in the buffer: a cast of integers to float32 leaves them as they were. */
  readonly dtype: string;
  readonly resource?: GPUBuffer | null;
}

const methods = [
  'makeTensorInfo',
  'uploadToGPU',
  'disposeData',
  'ensureCommandEncoderReady',
  'endComputePassEncoder',
  'submitQueue',
] as const;

/**
 * Our WGSL on the device and the buffers of whatever instance of tfjs's backend calls it, without a copy. What fails on
 * the GPU is a rejection that nobody handles, as the page's `unhandledrejection` tells it; a lost device is also thrown.
 */
export function webgpuKernels(): Kernels<WebGpuBackend> {
  const started = new WeakMap<GPUDevice, Ours>();
  const on = ({ device }: WebGpuBackend): Ours => {
    const ours = started.get(device) ?? webgpuOn(device);
    started.set(device, ours);
    return ours;
  };
  return {
    supports: (tfjs, { p }) => (p === 1 || p === 2 || p === Infinity) && isKnown(tfjs),
    normalize: (tfjs, x, problem) =>
      withBuffer(tfjs, x, (source) =>
        recorded(tfjs, x.shape, (encoder, destination) =>
          on(tfjs).encode(encoder, source, destination, problem),
        ),
      ),
    gradient: (tfjs, x, dy, problem) =>
      withBuffer(tfjs, x, (source) =>
        withBuffer(tfjs, dy, (upstream) =>
          recorded(tfjs, x.shape, (encoder, destination) =>
            on(tfjs).encodeGradient(encoder, source, upstream, destination, problem),
          ),
        ),
      ),
  };
}

function isKnown(tfjs: WebGpuBackend): boolean {
  return (
    typeof tfjs.device?.createBuffer === 'function' &&
    typeof tfjs.tensorMap?.get === 'function' &&
    methods.every((name) => typeof tfjs[name] === 'function')
  );
}

/** Runs work, which is submitted when it returns, on a buffer with the float32 values of a tensor. */
function withBuffer<T>(tfjs: WebGpuBackend, x: TensorInfo, work: (buffer: GPUBuffer) => T): T {
  const made = tfjs.tensorMap.get(x.dataId).dtype === 'float32' ? undefined : toFloat(x);
  try {
    const { dataId } = made ?? x;
    tfjs.uploadToGPU(dataId);
    return work(tfjs.tensorMap.get(dataId).resource!);
  } finally {
    made?.dispose();
  }
}

/** The integers of a tensor that says it is of float32, as such. */
function toFloat(x: TensorInfo): Tensor {
  return tidy(() => engine().runKernel('Multiply', { a: x as Tensor, b: scalar(1) }));
}

/** A new tensor, whose buffer is written by what is recorded after all that tfjs recorded before. */
function recorded(
  tfjs: WebGpuBackend,
  shape: number[],
  record: (encoder: GPUCommandEncoder, destination: GPUBuffer) => Recording,
): TensorInfo {
  const output = tfjs.makeTensorInfo(shape, 'float32');
  try {
    tfjs.uploadToGPU(output.dataId);
    tfjs.ensureCommandEncoderReady();
    tfjs.endComputePassEncoder();
    const recording = record(tfjs.commandEncoder, tfjs.tensorMap.get(output.dataId).resource!);
    tfjs.submitQueue();
    recording[Symbol.dispose]();
    void recording.failure.then(report);
    return output;
  } catch (error) {
    tfjs.disposeData(output.dataId);
    throw error;
  }
}

function report(failure: unknown): void {
  if (failure !== undefined) throw failure;
}
