import { beforeAll, describe, expect, test } from 'vitest';
import { backendOn, type WebGpuBackend } from '../src/backend.ts';
import { sharedDevice } from '../src/shared-device.ts';
import { startDevice } from './device.ts';
import { limitedDevice } from './limited-device.ts';
import { type Faults, negatingPlanner } from './negating-planner.ts';
import { problemOf } from './problem-of.ts';

const problem = problemOf({ outer: 2, length: 3 });
const values = Float32Array.of(1, 2, 3, 4, 5, 6);
const negated = values.map((x) => -x);

function on(device: GPUDevice, faults: Faults = {}): WebGpuBackend {
  return backendOn(sharedDevice(device), negatingPlanner(faults), () => {});
}

describe('work that fails is an error when it is read, never values', () => {
  let device: GPUDevice;
  beforeAll(async () => {
    device = await startDevice();
  });

  const broken: readonly (readonly [string, Faults, RegExp])[] = [
    ['a shader that does not compile', { code: 'fn broken() { nonsense(); }' }, /device refused.*nonsense/],
    ['a dispatch beyond the limits', { workgroups: 65536 }, /device refused.*65536/],
  ];
  test.each(broken)('%s', async (_, faults, message) => {
    const backend = on(device, faults);
    // The second time nothing is compiled.
    for (let time = 0; time < 2; time++) {
      const { output, norms, tally } = backend.normalizeWithNorms(backend.upload(values), problem);
      const given = backend.upload(values);
      backend.normalize(given, problem, given);
      for (const buffer of [output, norms, tally, given, backend.norms(backend.upload(values), problem)]) {
        await expect(backend.read(buffer)).rejects.toMatchObject({
          code: 'device-error',
          message: expect.stringMatching(message),
        });
        // Also the second time that it is read.
        await expect(backend.read(buffer)).rejects.toMatchObject({ code: 'device-error' });
      }
    }
  });

  test('what is made from it fails too, on any backend of the device, and other work goes on', async () => {
    const [bad, good] = [on(device, { workgroups: 65536 }), on(device)];
    const input = bad.upload(values);
    const failed = bad.normalize(input, problem);
    const made = good.normalize(failed, problem);
    const again = good.normalizeWithNorms(made, problem);
    const suspects = [failed, made, again.output, again.norms, again.tally, good.norms(made, problem)];
    const reads = [...suspects, input].map((buffer) => good.read(buffer).catch(({ code }) => code));
    expect(await Promise.all(reads)).toEqual([...suspects.map(() => 'device-error'), values]);
    expect(await good.read(good.normalize(input, problem))).toEqual(negated);
  });

  test('an output of failed work that is written anew is right again', async () => {
    const backend = on(device);
    const output = device.createBuffer({ size: 24, usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC });
    const unreadable = device.createBuffer({ size: 24, usage: GPUBufferUsage.COPY_SRC });
    await expect(backend.read(backend.normalize(unreadable, problem, output))).rejects.toThrow(/refused/);
    expect(await backend.read(backend.normalize(backend.upload(values), problem, output))).toEqual(negated);
  });

  test('no room', async () => {
    const backend = on(device, { sumsBytes: device.limits.maxBufferSize });
    const result = backend.normalize(backend.upload(values), problem);
    await expect(backend.read(result)).rejects.toMatchObject({ code: 'out-of-memory' });
  });

  test('a buffer of a size that the device does not have', () => {
    const backend = on(limitedDevice(device, { maxBufferSize: 1024 }));
    expect(() => backend.upload(new Float32Array(257))).toThrow(
      expect.objectContaining({
        code: 'unsupported',
        message: expect.stringMatching(/1028 bytes.*at most 1024/),
      }),
    );
  });
});

describe('a device that is lost', () => {
  test('is an error of readings that wait, and of every call afterwards', async () => {
    const device = await startDevice();
    const backend = on(device);
    const result = backend.normalize(backend.upload(values), problem);
    const [waiting, empty] = [backend.read(result), backend.upload(new Float32Array(0))];
    const outcome = expect(waiting).rejects.toMatchObject({ code: 'device-lost' });
    device.destroy();
    await outcome;
    await expect(backend.read(result)).rejects.toMatchObject({ code: 'device-lost' });
    await expect(backend.read(empty)).rejects.toMatchObject({ code: 'device-lost' });
    const lost = expect.objectContaining({ code: 'device-lost' });
    expect(() => backend.upload(values)).toThrow(lost);
    expect(() => backend.normalize(result, problem)).toThrow(lost);
    expect(() => backend.normalizeWithNorms(result, problem)).toThrow(lost);
    expect(() => backend.norms(result, problem)).toThrow(lost);
    backend.free(result);
    backend[Symbol.dispose]();
  });

  test('is an error too where nothing was waiting and nobody was told yet', async () => {
    const device = await startDevice();
    const backend = on(device);
    const result = backend.normalize(backend.upload(values), problem);
    device.destroy();
    await expect(backend.read(result)).rejects.toMatchObject({ code: 'device-lost' });
  });
});

describe('a backend that has ended', () => {
  test('says so in every call; on a device that was lent, a reading that waits gets its values', async () => {
    const backend = on(await startDevice());
    const result = backend.normalize(backend.upload(values), problem);
    const waiting = backend.read(result);
    backend[Symbol.dispose]();
    expect(await waiting).toEqual(negated);
    const disposed = expect.objectContaining({ code: 'disposed' });
    await expect(backend.read(result)).rejects.toEqual(disposed);
    expect(() => backend.upload(values)).toThrow(disposed);
    expect(() => backend.normalize(result, problem)).toThrow(disposed);
    backend.free(result);
    backend[Symbol.dispose]();
  });

  test('readings that wait are errors where the device ends with it', async () => {
    const device = await startDevice();
    const backend = backendOn(sharedDevice(device), negatingPlanner(), () => device.destroy());
    const waiting = backend.read(backend.normalize(backend.upload(values), problem));
    backend[Symbol.dispose]();
    await expect(waiting).rejects.toMatchObject({ code: 'disposed' });
  });
});
