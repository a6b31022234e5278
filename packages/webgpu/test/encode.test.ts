import { beforeAll, describe, expect, test } from 'vitest';
import { backendOn, type WebGpuBackend } from '../src/backend.ts';
import { sharedDevice } from '../src/shared-device.ts';
import { webgpuOn } from '../src/webgpu.ts';
import { startDevice } from './device.ts';
import { negatingPlanner } from './negating-planner.ts';
import { problemOf } from './problem-of.ts';

const problem = problemOf({ outer: 2, length: 3 });
const values = Float32Array.of(1, 2, 3, 4, 5, 6);
const negated = values.map((x) => -x);

let device: GPUDevice;
let backend: WebGpuBackend;
beforeAll(async () => {
  device = await startDevice();
  backend = backendOn(sharedDevice(device), negatingPlanner({ sumsBytes: 64 }), () => {});
});

function lent(contents = values): GPUBuffer {
  const { STORAGE, COPY_SRC, COPY_DST } = GPUBufferUsage;
  const buffer = device.createBuffer({ size: contents.byteLength, usage: STORAGE | COPY_SRC | COPY_DST });
  device.queue.writeBuffer(buffer, 0, contents);
  return buffer;
}

test("nothing is done before the caller's submit, and then between the caller's own commands", async () => {
  const [source, destination, copy] = [lent(), lent(values.slice().fill(7)), lent()];
  const encoder = device.createCommandEncoder();
  const recording = backend.encode(encoder, source, destination, problem);
  encoder.copyBufferToBuffer(destination, 0, copy, 0, 24);
  backend.encode(encoder, destination, destination, problem);
  expect(await backend.read(destination)).toEqual(values.slice().fill(7));
  device.queue.submit([encoder.finish()]);
  recording[Symbol.dispose]();
  recording[Symbol.dispose]();
  expect(await backend.read(copy)).toEqual(negated);
  expect(await backend.read(destination)).toEqual(values);
});

test('in place', async () => {
  const buffer = lent();
  const encoder = device.createCommandEncoder();
  {
    using _recording = backend.encode(encoder, buffer, buffer, problem);
    device.queue.submit([encoder.finish()]);
  }
  expect(await backend.read(buffer)).toEqual(negated);
});

test('recordings may be submitted after others that were made later', async () => {
  const [first, second] = [lent(), lent()];
  const encoders = [device.createCommandEncoder(), device.createCommandEncoder()];
  backend.encode(encoders[0]!, first, first, problem);
  backend.encode(encoders[1]!, second, second, problemOf({ outer: 1, length: 3 }));
  for (const encoder of encoders.reverse()) device.queue.submit([encoder.finish()]);
  expect(await backend.read(first)).toEqual(negated);
  expect(await backend.read(second)).toEqual(Float32Array.of(-1, -2, -3, 4, 5, 6));
});

test('an empty problem records nothing', async () => {
  const buffer = lent();
  const encoder = device.createCommandEncoder();
  using _recording = backend.encode(encoder, buffer, buffer, problemOf({ outer: 0, length: 3 }));
  device.queue.submit([encoder.finish()]);
  expect(await backend.read(buffer)).toEqual(values);
});

test("an encoder whose recording was disposed too early is the caller's error, and no values", async () => {
  const buffer = lent();
  const encoder = device.createCommandEncoder();
  backend.encode(encoder, buffer, buffer, problem)[Symbol.dispose]();
  device.pushErrorScope('validation');
  device.queue.submit([encoder.finish()]);
  expect((await device.popErrorScope())?.message).toMatch(/destroyed/);
  expect(await backend.read(buffer)).toEqual(values);
});

test('what the backend does not support is refused, and the encoder stays usable whatever is thrown', async () => {
  const buffer = lent();
  const encoder = device.createCommandEncoder();
  for (const wrong of [{ p: 3 }, { dtype: 'float64' }] as const) {
    expect(() => backend.encode(encoder, buffer, buffer, { ...problem, ...wrong })).toThrow(
      expect.objectContaining({ code: 'unsupported' }),
    );
  }
  const nothing = undefined as unknown as GPUBuffer;
  expect(() => backend.encode(encoder, nothing, buffer, problem)).toThrow(TypeError);
  backend.encode(encoder, buffer, buffer, problem);
  device.queue.submit([encoder.finish()]);
  expect(await backend.read(buffer)).toEqual(negated);
});

describe('a gradient', () => {
  const x = Float32Array.of(3, 4, 0, 5, -12, 0);
  const dy = Float32Array.of(1, 2, 3, -4, 5, 6);

  test.each([
    ['into a buffer of its own', ([source, upstream, other]: GPUBuffer[]) => [source, upstream, other]],
    ['over x', ([source, upstream]: GPUBuffer[]) => [source, upstream, source]],
    ['over dy', ([source, upstream]: GPUBuffer[]) => [source, upstream, upstream]],
  ])('%s is recorded as a call computes it, and done at the submit', async (_, choose) => {
    const real = webgpuOn(device);
    const expected = await real.read(real.gradient(lent(x), lent(dy), problem));
    const buffers = [lent(x), lent(dy), lent(values)];
    const [source, upstream, destination] = choose(buffers) as [GPUBuffer, GPUBuffer, GPUBuffer];
    const before = await real.read(destination);
    const encoder = device.createCommandEncoder();
    using recording = real.encodeGradient(encoder, source, upstream, destination, problem);
    expect(await real.read(destination)).toEqual(before);
    device.queue.submit([encoder.finish()]);
    expect(await recording.failure).toBeUndefined();
    expect(await real.read(destination)).toEqual(expected);
  });

  test('of a p that the backend does not support is refused', () => {
    const [buffer, encoder] = [lent(), device.createCommandEncoder()];
    expect(() => backend.encodeGradient(encoder, buffer, buffer, buffer, { ...problem, p: 3 })).toThrow(
      expect.objectContaining({ code: 'unsupported' }),
    );
  });
});

test('a recording tells what failed of itself, and nothing that failed before in its buffers', async () => {
  const broken = backendOn(
    sharedDevice(device),
    negatingPlanner({ code: 'fn broken() { nonsense(); }' }),
    () => {},
  );
  const [source, destination] = [lent(), lent()];
  const encoder = device.createCommandEncoder();
  using failing = broken.encode(encoder, source, destination, problem);
  expect(await failing.failure).toMatchObject({
    code: 'device-error',
    message: expect.stringMatching(/nonsense/),
  });
  using next = backend.encode(device.createCommandEncoder(), destination, source, problem);
  expect(await next.failure).toBeUndefined();
});
