import { createNormalizer } from '@unitsphere/core';
import { expect, test } from 'vitest';
import { backendOn } from '../src/backend.ts';
import { sharedDevice } from '../src/shared-device.ts';
import { startDevice } from './device.ts';
import { negatingPlanner } from './negating-planner.ts';
import { problemOf } from './problem-of.ts';

const problem = problemOf({ outer: 2, length: 3 });
const values = Float32Array.of(1, 2, 3, 4, 5, 6);
const negated = values.map((x) => -x);

test('a buffer that was lent is read as float32 of its size, and is not freed', async () => {
  const device = await startDevice();
  const backend = backendOn(sharedDevice(device), negatingPlanner(), () => {});
  const { STORAGE, COPY_SRC, COPY_DST } = GPUBufferUsage;
  const lent = device.createBuffer({ size: 24, usage: STORAGE | COPY_SRC | COPY_DST });
  device.queue.writeBuffer(lent, 0, values);
  const normalizer = createNormalizer(backend);
  const tensor = normalizer.borrow(lent, 'float32', [2, 3]);
  const unit = normalizer.normalize(tensor);
  expect(await unit.read()).toEqual(negated);
  tensor[Symbol.dispose]();
  backend.free(lent);
  backend[Symbol.dispose]();
  const other = backendOn(sharedDevice(device), negatingPlanner(), () => {});
  expect(await other.read(other.normalize(lent, problem, lent))).toEqual(negated);
});

test('a buffer that lacks the usage is an error when the result is read', async () => {
  const device = await startDevice();
  const backend = backendOn(sharedDevice(device), negatingPlanner(), () => {});
  const noStorage = device.createBuffer({ size: 24, usage: GPUBufferUsage.COPY_SRC });
  await expect(backend.read(backend.normalize(noStorage, problem))).rejects.toMatchObject({
    code: 'device-error',
    message: expect.stringMatching(/Storage/),
  });
  const noCopy = device.createBuffer({ size: 24, usage: GPUBufferUsage.STORAGE });
  await expect(backend.read(noCopy)).rejects.toMatchObject({
    code: 'device-error',
    message: expect.stringMatching(/CopySrc/),
  });
});
