import { run } from '@unitsphere/conformance';
import { expect, test } from 'vitest';
import { outcomesOf } from '../../../tools/browser/outcomes-of.ts';
import { registerUnknown, startComposed } from './op-backends.ts';

const only = ['values', 'axes', 'p and rules', 'presets', 'given output', 'contract: input'];

/** Where the norm is ε to within float32, sums in float32 do not tell on which side, and D jumps. */
const besideEpsilon = /rule keep-below, epsilon/;

test('made of the operations of a backend that nobody knows it keeps its bound, but where D jumps', async () => {
  registerUnknown('unknown');
  const create = await startComposed('unknown');
  const { failures, passed, measured } = await outcomesOf(run(create, { only, share: 0.001 }));
  expect(failures.filter((failure) => !besideEpsilon.test(failure))).toEqual([]);
  expect(passed).toBeGreaterThan(60);
  expect(measured).toBeGreaterThan(1e6);
});
