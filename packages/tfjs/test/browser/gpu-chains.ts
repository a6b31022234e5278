import * as tf from '@tensorflow/tfjs';
import { type Backend, type Problem, resolveRule } from '@unitsphere/core';
import { l2Normalize } from '@unitsphere/tfjs';
import { webgl } from '@unitsphere/webgl';
import { webgpu } from '@unitsphere/webgpu';
import { drawBits, drawValues, families } from '../../../webgpu/test/drawn-values.ts';
import { type Gpu, started } from './started.ts';

/** The op between operations of tfjs, whose own results here have no rounding. */
export async function between(backend: Gpu) {
  await started(backend);
  withoutCpu();
  const y = tf.tidy(() => {
    const doubled = tf.mul(tf.tensor2d([3, 4, -5, 12], [2, 2]), 2);
    const unit = l2Normalize(doubled);
    return tf.matMul(tf.concat([unit, l2Normalize(tf.neg(unit))]), tf.tensor2d([2, 0, 0, 4], [2, 2]));
  });
  return [...(await y.data())];
}

/** Many calls whose results nobody reads between, each on the last one's; unit vectors of 3:4 stay so, by bits. */
export async function inARow(backend: Gpu, calls: number) {
  await started(backend);
  withoutCpu();
  let x: tf.Tensor = tf.tensor2d([3, 4], [1, 2]);
  for (let i = 0; i < calls; i++) {
    const [before, scale] = [x, i % 2 === 0 ? 2 ** 100 : 2 ** -100];
    x = tf.tidy(() => l2Normalize(tf.mul(before, scale)));
    before.dispose();
  }
  return [...(await x.data())];
}

/** d/dx of sum(y·w) by tf.grad, and what our own backend gives for the same values: elements that differ by bits. */
export async function gradients(backend: Gpu) {
  await started(backend);
  withoutCpu();
  const ours: Backend = await (backend === 'webgpu' ? webgpu() : webgl());
  const sizes = { dtype: 'float32', outer: 30, length: 17, inner: 1, stride: 17 } as const;
  const draw = drawBits(5);
  const found: Record<string, number> = {};
  for (const options of [{}, { p: 1 }] as const) {
    const problem: Problem = { ...sizes, ...resolveRule(options, 'float32') };
    for (const family of ['ordinary', 'every exponent'] as const) {
      const [x, w] = [drawValues(510, families[family], draw), drawValues(510, families.ordinary, draw)];
      const [xs, ws] = [x, w].map((values) => tf.tensor2d(values, [30, 17]));
      const derivative = tf.grad((each) => tf.sum(tf.mul(l2Normalize(each, options), ws!)));
      const dx = (await derivative(tf.reverse(tf.reverse(xs!))).data()) as Float32Array;
      const own = await ours.read(ours.gradient(ours.upload(x), ours.upload(w), problem));
      const differing = dx.filter((each, i) => !Object.is(each, own[i])).length;
      found[`${Object.values(options)}, ${family}`] = differing;
    }
  }
  return found;
}

/** Of p = 3, which our kernels for GPUs have not; whatever its rounding, a row with one element other than 0 is that one's sign. */
export async function otherOrder(backend: Gpu) {
  await started(backend);
  return [...(await l2Normalize(tf.tensor2d([0, -5, 0, 7], [2, 2]), { p: 3 }).data())];
}

/** A tensor on a buffer of the caller's, larger than its values. */
export async function zeroCopy() {
  await started('webgpu');
  const { device } = tf.backend() as unknown as { device: GPUDevice };
  const { STORAGE, COPY_SRC, COPY_DST } = GPUBufferUsage;
  const buffer = device.createBuffer({ size: 64, usage: STORAGE | COPY_SRC | COPY_DST });
  device.queue.writeBuffer(buffer, 0, Float32Array.of(3, 4, -5, 12, 7, 7));
  const x = tf.tensor({ buffer, zeroCopy: true }, [2, 2], 'float32');
  const y = l2Normalize(x);
  x.dispose();
  return [...(await y.data())];
}

/** Else tfjs does what is small on the CPU. */
function withoutCpu(): void {
  for (const flag of ['WEBGL_CPU_FORWARD', 'WEBGPU_CPU_FORWARD']) tf.env().set(flag, false);
}
