import { describe, expect, test } from 'vitest';
import { chooseLanes, maxParts } from '../src/lanes.ts';
import { planNormalize } from '../src/plan-normalize.ts';
import { planNorms } from '../src/plan-norms.ts';
import { trafficOf } from '../src/traffic.ts';
import { kindsOfDevice } from './traversal-on-device.ts';

const none = { form: 'floor', of: 'norm', epsilon: 0 } as const;

const problemOf = (outer: number, length: number, inner = 1) =>
  ({ dtype: 'float32', outer, length, inner, stride: length * inner, p: 2, denominator: none }) as const;

const largest = 2 ** 30;
const sizes = [1, 2, 3, 16, 17, 100, 129, 1000, 1025, 4097, 2 ** 16 + 1, 2 ** 20 + 3, 2 ** 24, largest];
const shapes = sizes.flatMap((outer) =>
  sizes.flatMap((length) => sizes.map((inner) => [outer, length, inner] as const)),
);
const possible = shapes.filter(([outer, length, inner]) => outer * length * inner <= largest);

describe.each(Object.entries(kindsOfDevice))('lanes for %s', (_, traits) => {
  test('hold what kernels/*.wgsl take for granted, for every shape', () => {
    for (const shape of possible) {
      const problem = problemOf(...shape);
      const { workgroupLanes, sliceLanes, kept, parts, partLength, workgroups } = chooseLanes(
        problem,
        traits,
      );
      const slices = problem.outer * problem.inner;
      const holds = {
        'lanes divide the workgroup': workgroupLanes % sliceLanes === 0,
        'a workgroup fits the device': workgroupLanes <= traits.maxInvocations,
        'its marks are bits of a word': kept <= 32,
        'sums of parts stay below 2^32': parts <= maxParts && maxParts * (2 ** 16 - 1) < 2 ** 32,
        'parts are the whole slice, none empty':
          parts * partLength >= problem.length && (parts - 1) * partLength < problem.length,
        'every slice has lanes': workgroups === Math.ceil((slices * sliceLanes) / workgroupLanes) * parts,
        'addresses and steps stay below 2^31': sliceLanes * problem.inner < 2 ** 31,
      };
      for (const [what, isSo] of Object.entries(holds)) expect(isSo, `${what}: ${shape}`).toBe(true);
    }
  });

  test('dispatches stay within 65535 each way, and leave out no workgroup', () => {
    for (const shape of possible) {
      const problem = problemOf(...shape);
      const plans = [
        planNormalize(problem, traits, { inPlace: false, measured: true }),
        planNorms(problem, traits),
      ];
      for (const { workgroups, parameters } of plans.flatMap((plan) => plan.dispatches)) {
        const [x, y] = workgroups;
        expect(Math.max(x, y)).toBeLessThanOrEqual(65535);
        expect(x * y).toBeGreaterThanOrEqual(parameters[4]!);
        expect(x * (y - 1)).toBeLessThan(parameters[4]!);
      }
    }
  });

  test('shapes share few kernels', () => {
    const names = possible.flatMap((shape) =>
      planNormalize(problemOf(...shape), traits, { inPlace: false, measured: false }).dispatches.map(
        ({ kernel }) => kernel.name,
      ),
    );
    expect(new Set(names).size).toBeLessThanOrEqual(12);
  });
});

test('a slice that lanes keep is read once; a longer one twice; few long ones are summed by many workgroups', () => {
  const traits = kindsOfDevice['a GPU']!;
  const of = (rows: number, columns: number) =>
    trafficOf(planNormalize(problemOf(rows, columns), traits, { inPlace: false, measured: false }));
  const bytes = (rows: number, columns: number): number => 4 * rows * columns;
  expect(of(10000, 768)).toMatchObject({
    dispatches: 1,
    read: bytes(10000, 768),
    written: bytes(10000, 768),
  });
  expect(of(1000000, 16)).toMatchObject({ dispatches: 1, read: bytes(1e6, 16), written: bytes(1e6, 16) });
  expect(of(1, 2 ** 24)).toMatchObject({ dispatches: 2, read: 2 ** 27, written: 2 ** 26 });
  expect(of(10000, 5000)).toMatchObject({ dispatches: 1, read: 2 * bytes(10000, 5000) });
});
