// Only compiled, never run. Each line below `@ts-expect-error` must not compile; a type that has become `any` shows as
// a directive that is not needed.
import {
  createNormalizer,
  type FloatArray,
  type Problem,
  type Tensor,
  type WithNorms,
} from '@unitsphere/core';
import { type WebGpuBackend, webgpu, webgpuOn } from '@unitsphere/webgpu';

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

declare const float32: Float32Array;
declare const device: GPUDevice;
declare const buffer: GPUBuffer;
declare const problem: Problem;
declare const array: Tensor<'sync', FloatArray>;
declare const texture: Tensor<'async', { readonly texture: WebGLTexture; readonly width: number }>;

const starting = webgpu({ gpu: navigator.gpu });
true satisfies Same<typeof starting, Promise<WebGpuBackend>>;
const backend = webgpuOn(device);
true satisfies Same<typeof backend, WebGpuBackend>;
const normalizer = createNormalizer(backend);
const promised = normalizer.normalize(float32);
true satisfies Same<typeof promised, Promise<Float32Array>>;
const measured = normalizer.normalizeWithNorms(float32);
true satisfies Same<typeof measured, Promise<WithNorms<Float32Array>>>;
const lent = normalizer.borrow(buffer, 'float32', [2]);
true satisfies Same<typeof lent, Tensor<'async', GPUBuffer>>;
const unit = normalizer.normalize(lent).buffer;
true satisfies Same<typeof unit, GPUBuffer>;

// @ts-expect-error a promise is not its values
normalizer.normalize(float32) satisfies Float32Array;
// @ts-expect-error norms come later too
normalizer.norms(float32)[0];
// @ts-expect-error so do the values beside them
normalizer.normalizeWithNorms(float32).values;
// @ts-expect-error a tensor's values are read by a promise
lent.read() satisfies FloatArray;
// @ts-expect-error a backend that has yet to start
createNormalizer(webgpu());
// @ts-expect-error a tensor of cpu or wasm
normalizer.normalize(array);
// @ts-expect-error a tensor of webgl
normalizer.normalize(texture);
// @ts-expect-error an array is no GPUBuffer
normalizer.borrow(float32, 'float32', [2]);
// @ts-expect-error a texture is no GPUBuffer
normalizer.borrow(texture.buffer, 'float32', [2]);
// @ts-expect-error below the normalizer, values have to be uploaded
backend.normalize(float32, problem);
// @ts-expect-error a device, not an adapter
webgpu({ device: navigator.gpu });
// @ts-expect-error a device that has yet to come
webgpuOn(navigator.gpu.requestAdapter());
// @ts-expect-error no such option
webgpu({ adapter: null });
// @ts-expect-error an encoder, not a device
backend.encode(device, buffer, buffer, problem);
// @ts-expect-error a problem without its order, sizes and denominator
backend.encode(device.createCommandEncoder(), buffer, buffer, { dtype: 'float32' });
