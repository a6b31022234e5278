import * as tf from '@tensorflow/tfjs';
import { l2Normalize, register } from '@unitsphere/tfjs';
import { webgl } from '@unitsphere/webgl';
import { type Gpu, started } from './started.ts';

/** What a call throws once the device is lost, on a tensor of the CPU and on one of the GPU, and data that it leaves. */
export async function lost(backend: Gpu) {
  await started(backend);
  tf.env().set(`${backend.toUpperCase()}_CPU_FORWARD`, false);
  const [host, device] = [tf.tensor2d([3, 4], [1, 2]), tf.neg(tf.tensor2d([3, 4], [1, 2]))];
  // Of a shape for which tfjs has no programs yet.
  const other = tf.neg(tf.tensor2d([3, 4, 0], [1, 3]));
  l2Normalize(device).dispose();
  const before = tf.backend().numDataIds();
  await loseDevice();
  const thrown = [host, device, other].map((x) => codeOf(() => l2Normalize(x)));
  return { thrown, left: tf.backend().numDataIds() - before };
}

async function loseDevice(): Promise<void> {
  const { device, gpgpu } = tf.backend() as unknown as {
    device?: GPUDevice;
    gpgpu?: { gl: WebGL2RenderingContext };
  };
  device?.destroy();
  await device?.lost;
  gpgpu?.gl.getExtension('WEBGL_lose_context')?.loseContext();
}

function codeOf(call: () => unknown): string {
  try {
    call();
    return 'nothing';
  } catch (error) {
    return String((error as { code?: unknown }).code ?? error);
  }
}

/** What the page hears of a kernel that does not compile, and what a later call on other kernels gives. */
export async function refusedKernel() {
  await started('webgpu');
  const { device } = tf.backend() as unknown as { device: GPUDevice };
  device.addEventListener('uncapturederror', (event) => event.preventDefault());
  const heard = new Promise<unknown>((resolve) => {
    addEventListener('unhandledrejection', (event) => {
      event.preventDefault();
      resolve((event.reason as { code?: unknown }).code);
    });
    setTimeout(resolve, 10_000, 'nothing');
  });
  const create = device.createShaderModule.bind(device);
  device.createShaderModule = (descriptor) => create({ ...descriptor, code: `${descriptor.code} nonsense` });
  // Of a kernel that nobody has used before.
  l2Normalize(tf.tensor2d([3, 4], [1, 2]), { p: 1, rule: 'keep-below', epsilon: 1 });
  device.createShaderModule = create;
  const code = await heard;
  return { code, unit: [...(await l2Normalize(tf.tensor2d([3, 4], [1, 2])).data())] };
}

/** What a call throws whose draw fails, and what it leaves. */
export async function refusedDraw() {
  await started('webgl');
  const { gl } = (tf.backend() as unknown as { gpgpu: { gl: WebGL2RenderingContext } }).gpgpu;
  const x = tf.tensor2d([3, 4], [1, 2]);
  l2Normalize(x).dispose();
  const before = tf.backend().numDataIds();
  const draw = gl.drawArrays.bind(gl);
  gl.drawArrays = (_, first, count) => draw(99, first, count);
  const thrown = codeOf(() => l2Normalize(x));
  gl.drawArrays = draw;
  const left = tf.backend().numDataIds() - before;
  return { thrown, left, unit: [...(await l2Normalize(x).data())] };
}

/** How `register` says that webgl runs, in circumstances. */
export async function circumstances() {
  await tf.setBackend('webgl');
  const said: Record<string, string | undefined> = {};
  const note = async (name: string, options = {}): Promise<void> => {
    const registered = await register(tf, options);
    const { kernels, why } = registered.find(({ backend }) => backend === 'webgl')!;
    said[name] = why ?? kernels;
  };
  await note('without the option');
  await note('with it', { webgl });
  const backend = tf.backend() as unknown as Inside;
  const { writeTexture, packTensor } = backend;
  // As of a driver that flushes subnormals where tfjs samples them.
  const flushed = (dataId: object): object =>
    backend.write(
      backend.readSync(dataId).map((x) => (Math.abs(x) < 2 ** -126 ? 0 * x : x)),
      [2, 5],
      'float32',
    );
  backend.writeTexture = (...given) => flushed(writeTexture.apply(backend, given));
  await note('where bits are lost on the way in', { webgl });
  backend.writeTexture = writeTexture;
  backend.packTensor = (x) => ({ ...x, dataId: flushed(packTensor.call(backend, x).dataId) });
  await note('where bits are lost by packing', { webgl });
  Object.assign(backend, { packTensor: undefined });
  await note('of another version', { webgl });
  backend.packTensor = packTensor;
  tf.env().set('WEBGL_RENDER_FLOAT32_ENABLED', false);
  await note('in float16', { webgl });
  tf.env().set('WEBGL_RENDER_FLOAT32_ENABLED', true);
  await note('with it again', { webgl });
  return said;
}

interface Inside {
  writeTexture(...given: unknown[]): object;
  packTensor(x: tf.TensorInfo): tf.TensorInfo;
  readSync(dataId: object): Float32Array;
  write(values: Float32Array, shape: readonly number[], dtype: string): object;
}

/** In a worker, whose canvas is no element. */
export function inWorker() {
  const worker = new Worker(new URL('gpu-worker.ts', import.meta.url), { type: 'module' });
  return new Promise<unknown>((resolve, reject) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = ({ message }) => reject(new Error(message));
  }).finally(() => worker.terminate());
}
