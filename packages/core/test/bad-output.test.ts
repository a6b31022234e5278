import { describe, expect, test } from 'vitest';
import { checkOutput } from '../src/arguments.ts';
import { createNormalizer, type FloatArray } from '../src/index.ts';
import { normalizeExactly } from '../src/reference/index.ts';
import { bitsOf } from './bits-of.ts';
import { failureOf } from './failure-of.ts';
import { hostBackend } from './host-backend.ts';
import { expectRefusal, six } from './refusal.ts';

describe('an output that cannot take the result', () => {
  test.each<[string, unknown, ...string[]]>([
    ['too short', new Float32Array(5), 'must be float32 [6] like the input', 'got float32 [5]'],
    ['too long', new Float32Array(7), 'must be float32 [6]', 'got float32 [7]'],
    ['empty', new Float32Array(0), 'must be float32 [6]', 'got float32 [0]'],
    ['of the wrong dtype', new Float64Array(6), 'must be float32', 'got float64'],
    ['an integer array', new Int32Array(6), 'Float32Array or a Float64Array', 'got Int32Array'],
    ['a plain array', [0, 0, 0, 0, 0, 0], 'Float32Array or a Float64Array', 'got Array'],
    ['a string', 'out.npy', 'Float32Array or a Float64Array', 'got string out.npy'],
    ['null', null, 'Float32Array or a Float64Array', 'got null'],
    ['a bare buffer', new ArrayBuffer(24), 'Float32Array or a Float64Array', 'got ArrayBuffer'],
  ])('%s', (_, output, ...parts) => {
    expectRefusal(six(), { output }, 'invalid-output', ...parts);
  });

  test('nested arrays are float64, so a float32 output is refused', () => {
    expectRefusal(
      [1, 2],
      { output: new Float32Array(2) },
      'invalid-output',
      'must be float64',
      'got float32',
    );
  });
});

describe('an output that shares memory with the input', () => {
  const floats = (buffer: ArrayBufferLike, byteOffset: number) => new Float32Array(buffer, byteOffset, 6);

  test.each([4, 8, 20])('%i bytes apart it overlaps in part, whichever comes first', (bytes) => {
    const buffer = Float32Array.from({ length: 20 }, (_, i) => i + 1).buffer;
    const first = floats(buffer, 0);
    const second = floats(buffer, bytes);
    expectRefusal(first, { output: second }, 'output-overlap', '24 bytes', `${bytes} bytes apart`);
    expectRefusal(second, { output: first }, 'output-overlap', '24 bytes', `${bytes} bytes apart`);
  });

  test('the same in a SharedArrayBuffer and in float64', () => {
    const shared = new SharedArrayBuffer(64);
    const [a, b] = [floats(shared, 0), floats(shared, 4)];
    expect(failureOf(() => checkOutput(a, b)).code).toBe('output-overlap');
    const doubles = new Float64Array(7);
    expectRefusal(
      doubles.subarray(0, 6),
      { output: doubles.subarray(1) },
      'output-overlap',
      '48 bytes',
      '8 bytes',
    );
  });

  test('a second view of the same elements is in place, and allowed', () => {
    const values = six();
    const expected = bitsOf(normalizeExactly(six()));
    const output = new Float32Array(values.buffer);
    const result = createNormalizer(hostBackend()).normalize(values, { output });
    expect(result).toBe(output);
    expect(bitsOf(values)).toEqual(expected);
  });

  test.each([
    ['just after', 24],
    ['just before', 0],
  ])('a view that ends %s the input is allowed', (_, start) => {
    const all = Float32Array.of(1, 2, 3, 4, 5, 6, 1, 2, 3, 4, 5, 6);
    const values = floats(all.buffer, 24 - start);
    const output = floats(all.buffer, start);
    createNormalizer(hostBackend()).normalize(values, { output });
    expect(bitsOf(output)).toEqual(bitsOf(normalizeExactly(six())));
    expect(bitsOf(values)).toEqual(bitsOf(six()));
  });

  test('offsets close to each other in different buffers are no overlap', () => {
    const values = floats(new ArrayBuffer(64), 4);
    for (const offset of [0, 4, 8])
      expect(checkOutput(floats(new ArrayBuffer(64), offset), values)).toBeUndefined();
  });
});

describe('gradient outputs', () => {
  const normalizer = createNormalizer(hostBackend());

  test('an output may be the values or the upstream, but overlap neither in part', () => {
    const all = Float32Array.from({ length: 20 }, (_, i) => i + 1);
    const [x, dy] = [all.subarray(0, 6), all.subarray(8, 14)];
    for (const output of [all.subarray(1, 7), all.subarray(7, 13), all.subarray(9, 15)]) {
      expect(failureOf(() => normalizer.gradient(x, dy, { output })).code).toBe('output-overlap');
    }
    const expected = bitsOf(normalizer.gradient(x, dy));
    expect(normalizer.gradient(x.slice(), dy, { output: dy })).toBe(dy);
    expect(bitsOf(dy)).toEqual(expected);
  });

  test('an upstream of another length or dtype is refused with both', () => {
    const wrong = [new Float32Array(5), new Float64Array(6)];
    const messages = wrong.map((dy) => failureOf(() => normalizer.gradient<FloatArray>(six(), dy)).message);
    expect(messages[0]).toContain('upstream must be float32 [6] like the values, got float32 [5]');
    expect(messages[1]).toContain('upstream must be float32 [6] like the values, got float64 [6]');
    expect(failureOf(() => normalizer.gradient<FloatArray>(six(), wrong[0]!)).code).toBe('shape-mismatch');
    const integers = Int32Array.of(1, 2, 3, 4, 5, 6) as unknown as Float32Array;
    expect(failureOf(() => normalizer.gradient(six(), integers)).code).toBe('invalid-values');
  });
});
