import { describe, expect, test } from 'vitest';
import { resolveArguments } from '../src/arguments.ts';
import { createNormalizer, resolveLayout } from '../src/index.ts';
import { normalizeExactly, normsExactly } from '../src/reference/index.ts';
import { deviceBackend } from './device-backend.ts';
import { hostBackend } from './host-backend.ts';

const shape = [2, 2];
const rows = () => Float32Array.of(3, 4, 91, 92, 6, 8, 93, 94);
const options = { shape, stride: 4 };

test('a stride spaces the rows and changes neither their number nor their length', () => {
  const layout = resolveLayout([5, 7, 3], [2], 10);
  expect(layout).toEqual({ outer: 35, length: 3, inner: 1, stride: 10, normsShape: [5, 7] });
});

test('the last gap may be missing, and a stride of the row length leaves no gap', () => {
  expect([...normsExactly(rows().subarray(0, 6), options)]).toEqual([5, 10]);
  expect([...normsExactly(rows(), options)]).toEqual([5, 10]);
  expect([...normsExactly(Float32Array.of(3, 4, 6, 8), { shape, stride: 2 })]).toEqual([5, 10]);
});

test('no rows need no values, and one row may have any stride', () => {
  expect(resolveArguments(new Float32Array(0), { shape: [0, 3], stride: 5 }).problem.outer).toBe(0);
  expect([...normsExactly(Float32Array.of(3, 4), { shape: [1, 2], stride: 2 ** 53 - 1 })]).toEqual([5]);
});

test('the reference leaves zeros in the gaps of its fresh result', () => {
  const expected = Float32Array.of(0.6, 0.8, 0, 0, 0.6, 0.8, 0, 0);
  expect(normalizeExactly(rows(), options)).toEqual(expected);
});

describe('what lies between the rows of a given output stays as it is', () => {
  const expected = Float32Array.of(0.6, 0.8, 91, 92, 0.6, 0.8, 93, 94);

  test('on a host backend, in place', () => {
    const values = rows();
    createNormalizer(hostBackend()).normalize(values, { ...options, output: values });
    expect(values).toEqual(expected);
  });

  test('on a host backend that does not work in place', () => {
    const values = rows();
    createNormalizer(hostBackend({ inPlace: false })).normalize(values, { ...options, output: values });
    expect(values).toEqual(expected);
  });

  test('on a device backend, whose result is copied', async () => {
    const output = rows();
    await createNormalizer(deviceBackend()).normalize(rows(), { ...options, output });
    expect(output).toEqual(expected);
  });

  test('on a device backend, where the last gap is missing', async () => {
    const output = rows().subarray(0, 6);
    await createNormalizer(deviceBackend()).normalize(rows().subarray(0, 6), { ...options, output });
    expect(output).toEqual(expected.subarray(0, 6));
  });
});
