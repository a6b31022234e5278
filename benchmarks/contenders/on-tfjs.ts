import type { Tensor } from '@tensorflow/tfjs-core';
import type { Prepared } from '../contender.ts';

export type TfjsBackend = 'cpu' | 'wasm' | 'webgl' | 'webgpu';

/** tfjs with one of its backends started. What is set is the process's: every contender sets its own before it works. */
export interface OnTfjs {
  readonly tf: typeof import('@tensorflow/tfjs');
  /** `tfjs 4.22.0 on wasm, 1 thread` */
  readonly version: string;
  /** Sets the backend, then calls. */
  use<T>(work: () => T): T;
  /** Until `y` is there: on a GPU until its queue is empty, elsewhere at once. Disposes `y`. */
  settled(y: Tensor): Promise<void> | void;
  /** Its values, in an array of their own. Disposes `y`. */
  valuesOf(y: Tensor): Promise<Float32Array>;
  /** Work that has the backend set whenever it is called; setting it is not part of its time. */
  prepared(work: Pick<Prepared, 'run' | 'end'> & Pick<Required<Prepared>, 'result'>): Prepared;
}

/** Where the arrays of its tensors lie. */
export const roofOfTfjs: Readonly<Record<TfjsBackend, string>> = {
  cpu: 'Float32Array.set',
  wasm: 'memory.copy',
  webgl: 'blitFramebuffer',
  webgpu: 'copyBufferToBuffer',
};

/** What makes tfjs know a backend; `@tensorflow/tfjs` itself brings the other two. */
const load: Partial<Record<TfjsBackend, () => Promise<unknown>>> = {
  async wasm() {
    const { setThreadsCount } = await import('@tensorflow/tfjs-backend-wasm');
    setThreadsCount(1);
  },
  webgpu: () => import('@tensorflow/tfjs-backend-webgpu'),
};

/** Loads tfjs, gradients included, and starts the backend. Rejects where it does not start. */
export async function onTfjs(backend: TfjsBackend): Promise<OnTfjs> {
  const tf = await import('@tensorflow/tfjs');
  // Without, it greets on the console.
  tf.enableProdMode();
  await load[backend]?.();
  const isThere = await tf.setBackend(backend).catch(() => false);
  if (!isThere) throw new Error(`tfjs does not start its backend ${backend}`);
  const use = <T>(work: () => T): T => {
    // Done when it returns: the backend has started.
    if (tf.getBackend() !== backend) void tf.setBackend(backend);
    return work();
  };
  return {
    tf,
    version: `tfjs ${tf.version_core} on ${backend}${backend === 'wasm' ? ', 1 thread' : ''}`,
    use,
    settled: (y) => use(() => settled(tf, y)),
    async valuesOf(y) {
      const values = new Float32Array(await use(() => y.data()));
      y.dispose();
      return values;
    },
    prepared: ({ run, result, end }) => ({
      run: () => use(run),
      async timed(count) {
        use(() => {});
        const start = performance.now();
        for (let i = 0; i < count; i++) {
          const pending = run();
          if (pending instanceof Promise) await pending;
        }
        return performance.now() - start;
      },
      result: () => use(result),
      end: () => use(end),
    }),
  };
}

/** What is used of tfjs's webgpu. */
interface WebGpu {
  readonly device: GPUDevice;
  ensureCommandEncoderReady(): void;
  endComputePassEncoder(): void;
  submitQueue(): void;
}

function settled(tf: OnTfjs['tf'], y: Tensor): Promise<void> | void {
  const backend: object = tf.backend();
  if ('device' in backend) {
    const webgpu = backend as WebGpu;
    y.dispose();
    webgpu.ensureCommandEncoderReady();
    webgpu.endComputePassEncoder();
    webgpu.submitQueue();
    return webgpu.device.queue.onSubmittedWorkDone().then(() => {});
  }
  if ('gpgpu' in backend) {
    const corner = tf.tidy(() => tf.slice(tf.reshape(y, [-1]), 0, 1));
    // Its promise would look for the end of the work some milliseconds apart.
    corner.dataSync();
    corner.dispose();
  }
  y.dispose();
}
