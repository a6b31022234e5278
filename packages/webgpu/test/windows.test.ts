import type { FloatArray } from '@unitsphere/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { backendOn } from '../src/backend.ts';
import { sharedDevice } from '../src/shared-device.ts';
import { windowsOf } from '../src/windows.ts';
import { startDevice } from './device.ts';
import { limitedDevice } from './limited-device.ts';
import { negatingPlanner } from './negating-planner.ts';
import { problemOf } from './problem-of.ts';

const limits = { maxStorageBufferBindingSize: 2 ** 16, minStorageBufferOffsetAlignment: 256 };

describe('windows', () => {
  test('what fits is one window', () => {
    const problem = problemOf({ outer: 128, length: 127, stride: 128 });
    expect(windowsOf(problem, limits, true)).toEqual([
      {
        outer: 128,
        values: { offset: 0, size: 2 ** 16 - 4 },
        base: 0,
        norms: { offset: 0, size: 2048 },
        firstNorm: 0,
      },
    ]);
  });

  test('many blocks are split where bindings can begin', () => {
    const windows = windowsOf(problemOf({ outer: 1000, length: 33 }), limits, false);
    expect(windows.map(({ outer, base }) => [outer, base])).toEqual([
      [448, 0],
      [448, 0],
      [104, 0],
    ]);
  });

  test('few large blocks begin within their windows', () => {
    const windows = windowsOf(problemOf({ outer: 5, length: 8191 }), limits, true);
    expect(windows.map(({ outer, base, firstNorm }) => [outer, base, firstNorm])).toEqual([
      [1, 0, 0],
      [1, 63, 1],
      [1, 62, 2],
      [1, 61, 3],
      [1, 60, 4],
    ]);
  });

  test.each([
    [problemOf({ outer: 2, length: 2 ** 14 + 1 }), false, /65792 bytes.*at most 65536/],
    [problemOf({ length: 2 ** 15, inner: 1 }), false, /131072 bytes/],
    [problemOf({ length: 1, inner: 2 ** 13 }), true, /131072 bytes/],
  ])('a block that cannot be bound is unsupported, with the numbers: %#', (problem, measured, message) => {
    expect(() => windowsOf(problem, limits, measured)).toThrow(
      expect.objectContaining({ code: 'unsupported', message: expect.stringMatching(message) }),
    );
  });

  test('a block that just fits is bound, wherever the next one begins on a multiple', () => {
    expect(windowsOf(problemOf({ outer: 3, length: 2 ** 14 }), limits, true)).toHaveLength(3);
  });

  test('they hold every block once, within the limits and from where bindings begin', () => {
    const sizes = fc.record({
      outer: fc.integer({ min: 1, max: 3000 }),
      length: fc.integer({ min: 0, max: 300 }),
      inner: fc.integer({ min: 1, max: 20 }),
      gap: fc.integer({ min: 0, max: 70 }),
    });
    const cases = fc.tuple(sizes, fc.boolean(), fc.constantFrom(32, 64, 128, 256));
    fc.assert(
      fc.property(cases, ([{ gap, ...rest }, measured, alignment]) => {
        const problem = problemOf({ ...rest, stride: Math.max(1, rest.length * rest.inner + gap) });
        const most = 2 ** 16;
        const given = { maxStorageBufferBindingSize: most, minStorageBufferOffsetAlignment: alignment };
        let block = 0;
        for (const { outer, values, base, norms, firstNorm } of windowsOf(problem, given, measured)) {
          expect(values.offset / 4 + base).toBe(block * problem.stride);
          expect(norms.offset / 16 + firstNorm).toBe(block * problem.inner);
          const elements = base + (outer - 1) * problem.stride + problem.length * problem.inner;
          expect(values.size).toBe(elements * 4);
          expect(norms.size).toBe((firstNorm + outer * problem.inner) * 16);
          expect([values.offset % alignment, norms.offset % alignment]).toEqual([0, 0]);
          expect(Math.max(values.size, measured ? norms.size : 0)).toBeLessThanOrEqual(most);
          block += outer;
        }
        expect(block).toBe(problem.outer);
      }),
      { numRuns: 200 },
    );
  });
});

describe('on a device that binds little at a time', () => {
  const shapes = [
    problemOf({ outer: 1000, length: 33 }),
    problemOf({ outer: 7, length: 8001 }),
    problemOf({ outer: 300, length: 11, inner: 9, stride: 102 }),
    problemOf({ outer: 5, length: 3, inner: 4000 }),
    // Norms take more than values.
    problemOf({ outer: 9000, length: 1 }),
    problemOf({ outer: 5000, length: 0, stride: 1 }),
  ];
  test.each(shapes)('windows give what one binding gives: %o', async (problem) => {
    const device = await startDevice();
    const whole = backendOn(sharedDevice(device), negatingPlanner(), () => {});
    const parts = backendOn(sharedDevice(limitedDevice(device, limits)), negatingPlanner(), () => {});
    expect(windowsOf(problem, limits, true).length).toBeGreaterThan(1);
    const values = Float32Array.from({ length: problem.outer * problem.stride }, (_, i) => i + 1);
    const results = [];
    for (const backend of [whole, parts]) {
      const input = backend.upload(values);
      const output = backend.upload(values.slice().fill(7));
      const measured = backend.normalizeWithNorms(input, problem, output);
      const norms = backend.norms(input, problem);
      backend.normalize(input, problem, input);
      const buffers = [measured.output, measured.norms, measured.tally, norms, input];
      results.push(await Promise.all(buffers.map((buffer) => backend.read(buffer))));
      for (const buffer of buffers) backend.free(buffer);
    }
    const [expected, got] = results;
    for (const [i, array] of got!.entries()) expect(sameBits(array, expected![i]!)).toBe(true);
    const [first] = got![0]!;
    expect(first).toBe(problem.length === 0 ? 7 : -1);
  });
});

function sameBits(a: FloatArray, b: FloatArray): boolean {
  return Buffer.compare(new Uint8Array(a.buffer), new Uint8Array(b.buffer)) === 0;
}
