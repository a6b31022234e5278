import * as tf from '@tensorflow/tfjs';
import { l2Normalize } from '@unitsphere/tfjs';
import { type Gpu, started } from './started.ts';

/** What is alive. */
interface Alive {
  readonly tensors: number;
  readonly bytes: number;
  /** That tfjs keeps for later, too. */
  readonly allocated: number;
  /** Buffers, textures and framebuffers made and not deleted since the first look. */
  readonly objects: number;
}

interface Inside {
  readonly numBytesInGPU: number;
  readonly numBytesAllocatedInGPU?: number;
  readonly numBytesInGPUAllocated?: number;
}

/** What is alive before and after calls with gradients, on tensors on the CPU and on the GPU; tfjs is warm before. */
export async function aliveAround(backend: Gpu, calls: number): Promise<{ before: Alive; after: Alive }> {
  await started(backend);
  const objects = backend === 'webgpu' ? countBuffers() : countObjects();
  const [held, integers] = [tf.reverse(tf.ones([64, 100])), tf.ones([64, 100], 'int32')];
  const once = async (): Promise<void> => {
    const y = tf.tidy(() => {
      const fresh = l2Normalize(tf.ones([64, 100]));
      const derivative = tf.grad((x) => tf.sum(tf.square(l2Normalize(tf.mul(x, 2), { axis: 0 }))));
      return tf.addN([fresh, derivative(held), l2Normalize(integers), l2Normalize(held, { p: 1 })]);
    });
    await y.data();
    y.dispose();
  };
  const look = async (): Promise<Alive> => {
    const { numTensors, ...memory } = tf.memory() as tf.MemoryInfo & Inside;
    const allocated = memory.numBytesAllocatedInGPU ?? memory.numBytesInGPUAllocated!;
    return { tensors: numTensors, bytes: memory.numBytesInGPU, allocated, objects: objects() };
  };
  for (let i = 0; i < 3; i++) await once();
  const before = await look();
  for (let i = 0; i < calls; i++) await once();
  return { before, after: await look() };
}

function countBuffers(): () => number {
  const { device } = tf.backend() as unknown as { device: GPUDevice };
  let alive = 0;
  const create = device.createBuffer.bind(device);
  device.createBuffer = (descriptor) => {
    const buffer = create(descriptor);
    alive++;
    const destroy = buffer.destroy.bind(buffer);
    buffer.destroy = () => {
      alive--;
      return destroy();
    };
    return buffer;
  };
  return () => alive;
}

function countObjects(): () => number {
  const { gl } = (tf.backend() as unknown as { gpgpu: { gl: WebGL2RenderingContext } }).gpgpu;
  let alive = 0;
  const methods = gl as unknown as Record<string, (...args: unknown[]) => unknown>;
  for (const kind of ['Texture', 'Buffer', 'Framebuffer', 'VertexArray', 'Program', 'Shader'])
    for (const [verb, change] of [
      ['create', 1],
      ['delete', -1],
    ] as const) {
      const method = methods[verb + kind]!.bind(gl);
      methods[verb + kind] = (...args) => {
        if (change === 1 || args[0]) alive += change;
        return method(...args);
      };
    }
  return () => alive;
}
