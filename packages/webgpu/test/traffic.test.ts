import type { Problem } from '@unitsphere/core';
import { normalize } from '@unitsphere/cpu';
import { beforeAll, describe, expect, test } from 'vitest';
import { traitsOf } from '../src/device.ts';
import type { DeviceTraits, Plan } from '../src/plan.ts';
import { planNormalize } from '../src/plan-normalize.ts';
import { trafficOf } from '../src/traffic.ts';
import { runCounting } from './count-accesses.ts';
import { startDevice } from './device.ts';
import { drawBits, drawValues, families } from './drawn-values.ts';

type Shape = readonly [rows: number, length: number];

/** The least that WebGPU promises, on a real GPU. */
const gpu: DeviceTraits = { maxInvocations: 256, maxWorkgroupStorage: 16_384, isSoftware: false };
const options = { inPlace: false, measured: false };

let device: GPUDevice;
beforeAll(async () => {
  device = await startDevice();
});

function problemOf([outer, length]: Shape): Problem {
  const denominator = { form: 'floor', of: 'norm', epsilon: 0 } as const;
  return { dtype: 'float32', outer, length, inner: 1, stride: length, p: 2, denominator };
}

/** Bytes of what the kernels of a call are bound to. */
function boundBytes({ dispatches, sumsBytes }: Plan, elements: number): number {
  const sizes = { source: 4 * elements, destination: 4 * elements, sums: sumsBytes } as const;
  const bound = dispatches.flatMap(({ kernel, parameters }) =>
    kernel.roles.map((role) => (role === 'parameters' ? parameters.byteLength : sizes[role as 'sums'])),
  );
  return bound.reduce((a, b) => a + b, 0);
}

function print(where: string, shape: Shape, plan: Plan): void {
  const elements = shape[0] * shape[1];
  const { dispatches, read, written, sums } = trafficOf(plan);
  console.log(
    `[${shape}] ${where}: ${dispatches} dispatches, ${boundBytes(plan, elements)} bytes bound; ` +
      `${read} read, ${written} written, ${read / 4 / elements} + ${written / 4 / elements} an element, ${sums} of sums`,
  );
}

/** Runs the plan of a shape on ordinary data, and finds the traffic that it claims; a lane may look at `again` elements twice. */
async function expectClaimed(shape: Shape, traits: DeviceTraits, again: number): Promise<void> {
  const plan = planNormalize(problemOf(shape), traits, options);
  const x = drawValues(shape[0] * shape[1], families.ordinary, drawBits(1));
  const { result, accesses } = await runCounting(device, plan, x);
  expect(Buffer.compare(Buffer.from(result.buffer), bytesOf(normalize(x, { shape: [...shape] })))).toBe(0);
  const { read, written } = trafficOf(plan);
  expect(4 * accesses.writes).toBe(written);
  const { kernel, workgroups } = plan.dispatches[0]!;
  const { workgroup_lanes: workgroupLanes = Number.NaN } = kernel.constants;
  const lanes = workgroups[0] * workgroups[1] * workgroupLanes;
  // What the quick certificate leaves open is read again: of ordinary data about one element in 2^13.
  expect(4 * accesses.reads).toBeGreaterThanOrEqual(read);
  expect(4 * accesses.reads).toBeLessThanOrEqual(read * (1 + 1e-3) + 4 * lanes * again);
}

function bytesOf({ buffer, byteOffset, byteLength }: Float32Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}

describe('on a GPU a slice that fits a workgroup is read once, else at most twice; it is written once', () => {
  test.each<[shape: Shape, dispatches: number, reads: number]>([
    [[10_000, 768], 1, 1],
    [[1, 16_777_216], 2, 2],
    [[1_000_000, 16], 1, 1],
    [[10_000, 5000], 1, 2],
  ])('%j', (shape, dispatches, reads) => {
    const plan = planNormalize(problemOf(shape), gpu, options);
    print('on a GPU', shape, plan);
    const bytes = 4 * shape[0] * shape[1];
    expect(trafficOf(plan)).toMatchObject({ dispatches, read: reads * bytes, written: bytes });
    // A slice's sum: 51 words or so, whatever its length.
    expect(plan.sumsBytes).toBeLessThanOrEqual(256 * shape[0]);
  });

  // Smaller ones of the same lanes: SwiftShader takes milliseconds for a workgroup's barrier.
  test.each<[Shape]>([[[40, 768]], [[1, 70_000]], [[2000, 16]], [[9, 5000]]])(
    'counted while %j runs',
    (shape) => expectClaimed(shape, gpu, 0),
  );
});

describe('on this device', () => {
  test.each<[shape: Shape, smaller: Shape]>([
    [
      [10_000, 768],
      [300, 768],
    ],
    [
      [1, 16_777_216],
      [1, 300_000],
    ],
    [
      [1_000_000, 16],
      [20_000, 16],
    ],
  ])('%j: at most two reads and one write an element, counted while %j runs', async (shape, smaller) => {
    const traits = traitsOf(device);
    const plan = planNormalize(problemOf(shape), traits, options);
    print('on this device', shape, plan);
    const bytes = 4 * shape[0] * shape[1];
    expect(trafficOf(plan).read).toBeLessThanOrEqual(2 * bytes);
    expect(trafficOf(plan).written).toBe(bytes);
    // On a processor that plays a GPU a lane looks ahead, at what its cache then holds.
    await expectClaimed(smaller, traits, 4);
  });
});
