import type { Problem } from '@unitsphere/core';
import type { WebGpuBackend } from '@unitsphere/webgpu';
import { everyExponent, ordinary } from '../inputs.ts';
import type { Contender } from '../interleave.ts';
import { names, type Shape } from './measurement.ts';
import { naiveKernel } from './naive-kernel.ts';
import type { Resident } from './resident.ts';
import type { Lanes, LanesWatch } from './watch-lanes.ts';

/** What runs on one device. */
export interface Subjects {
  readonly device: GPUDevice;
  readonly backend: WebGpuBackend;
  readonly watch: LanesWatch;
  /** tfjs on the same device; see `peers/tfjs-webgpu.mjs`. */
  readonly composed?: Composed | undefined;
}

export interface Composed {
  prepare(
    x: Float32Array,
    rows: number,
    length: number,
  ): { run(): void; result(): Promise<Float32Array>; end(): void };
}

/** Each run ends when the queue is empty. */
export interface ResidentContender extends Contender {
  /** What is normalized; none where that is not what is done. */
  readonly input?: Float32Array;
  /** The result of a run. */
  output(): Promise<Float32Array>;
}

/** On buffers that stay on the device. */
export function residentContenders(
  { device, backend, watch, composed }: Subjects,
  buffers: Resident,
  shape: Shape,
): { readonly lanes: Lanes; readonly contenders: readonly ResidentContender[]; end(): void } {
  const [rows, length] = shape;
  const [x, wide] = [ordinary(rows * length), everyExponent(rows * length)];
  const [source, wideSource, destination] = [buffers.put(x), buffers.put(wide), buffers.empty(x.length)];
  const problem: Problem = {
    ...{ dtype: 'float32', outer: rows, length, inner: 1, stride: length, p: 2 },
    denominator: { form: 'floor', of: 'norm', epsilon: 0 },
  };
  const exact = (encoder: GPUCommandEncoder, from: GPUBuffer): Disposable =>
    backend.encode(encoder, from, destination, problem);
  const lanes = watch.of((encoder) => exact(encoder, source)[Symbol.dispose]());
  const naive = naiveKernel(device, [source, destination], shape, lanes);

  const submit = (record: (encoder: GPUCommandEncoder) => Disposable | undefined): Promise<undefined> => {
    const encoder = device.createCommandEncoder();
    const recording = record(encoder);
    device.queue.submit([encoder.finish()]);
    recording?.[Symbol.dispose]();
    return device.queue.onSubmittedWorkDone();
  };
  const submitting = (
    name: string,
    record: (encoder: GPUCommandEncoder) => Disposable | undefined,
    input?: Float32Array,
  ): ResidentContender => ({
    name,
    ...(input && { input }),
    run: () => submit(record),
    async output() {
      // What another left there must not pass for a result.
      await submit((encoder) => void encoder.clearBuffer(destination));
      await submit(record);
      return buffers.read(destination);
    },
  });
  const contenders = [
    submitting(names.nothing, () => undefined),
    submitting(
      names.copy,
      (encoder) => void encoder.copyBufferToBuffer(source, 0, destination, 0, x.byteLength),
    ),
    submitting(names.naive, (encoder) => void naive.encode(encoder), x),
    submitting(names.exact, (encoder) => exact(encoder, source), x),
    submitting(names.exactWide, (encoder) => exact(encoder, wideSource), wide),
  ];
  const prepared = composed?.prepare(x, rows, length);
  if (prepared)
    contenders.push({
      name: names.composed,
      input: x,
      run() {
        prepared.run();
        return device.queue.onSubmittedWorkDone();
      },
      output: () => prepared.result(),
    });
  const end = (): void => {
    naive.end();
    prepared?.end();
  };
  return { lanes, contenders, end };
}
