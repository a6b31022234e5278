import { describe, expect, test } from 'vitest';
import { createNormalizer, type FloatArray } from '../src/index.ts';
import { failureOf } from './failure-of.ts';
import { hostBackend } from './host-backend.ts';

/** ES2024, which this target's library does not know yet. */
const Resizable = ArrayBuffer as unknown as new (
  bytes: number,
  options: { readonly maxByteLength: number },
) => ArrayBuffer & { resize(bytes: number): void };

function detached<T extends FloatArray>(values: T): T {
  structuredClone(values.buffer, { transfer: [values.buffer as ArrayBuffer] });
  return values;
}

/** A view of elements 2 to 4 of a buffer that then holds 2. */
function cut(): Float32Array {
  const buffer = new Resizable(16, { maxByteLength: 16 });
  const values = new Float32Array(buffer, 8, 2);
  buffer.resize(8);
  return values;
}

const lost: [string, () => FloatArray][] = [
  ['a detached Float32Array', () => detached(Float32Array.of(3, 4))],
  ['a detached Float64Array', () => detached(Float64Array.of(3, 4))],
  ['a detached array that was empty', () => detached(new Float32Array(0))],
  ['a view of what its buffer lost', cut],
];

describe.each(lost)('%s', (_, make) => {
  const message = expect.stringMatching(
    /^the buffer of this Float(32|64)Array was detached, or shrunk below it$/,
  );

  test('is no input of any method, whatever the shape', () => {
    const host = hostBackend();
    const { normalize, normalizeWithNorms, norms, gradient, tensor, borrow } = createNormalizer(host);
    const values = make();
    const dtype = values instanceof Float32Array ? 'float32' : 'float64';
    const calls = [
      () => normalize(values),
      () => normalize(values, { shape: [2] }),
      () => normalize(values, { shape: [0, 3] }),
      () => normalize(values, { output: values }),
      () => normalizeWithNorms(values),
      () => norms(values),
      () => gradient(values, values),
      () => gradient(emptyLike(values), values),
      () => tensor(values),
      () => borrow(values, dtype, [0]),
    ];
    for (const call of calls) expect(failureOf(call)).toMatchObject({ code: 'invalid-values', message });
    expect(host.log).toEqual([]);
  });

  test('is no output', () => {
    const host = hostBackend();
    const output = make();
    const call = () => createNormalizer(host).normalize(emptyLike(output), { output });
    const refusal = {
      code: 'invalid-output',
      message: expect.stringContaining('the buffer of this'),
    };
    expect(failureOf(call)).toMatchObject(refusal);
    expect(host.log).toEqual([]);
  });
});

test('a tensor whose buffer is detached later is refused, and one whose view shrinks', () => {
  const { tensor, borrow, normalize, norms } = createNormalizer(hostBackend());
  const values = Float32Array.of(3, 4);
  const uploaded = tensor(values);
  expect(norms(uploaded)).toEqual(Float64Array.of(5));
  detached(values);
  expect(failureOf(() => normalize(uploaded))).toMatchObject({ code: 'invalid-values' });
  const buffer = new Resizable(16, { maxByteLength: 16 });
  const borrowed = borrow(new Float32Array(buffer), 'float32', [4]);
  buffer.resize(8);
  const message = 'shape [4] needs 4 values, got 2';
  expect(failureOf(() => norms(borrowed))).toMatchObject({ code: 'shape-mismatch', message });
});

test('empty arrays are what they are, also at the end of a buffer and in one that holds nothing', () => {
  const { normalize } = createNormalizer(hostBackend());
  const empties = [
    new Float32Array(0),
    new Float32Array(2).subarray(2),
    new Float64Array(new Resizable(0, { maxByteLength: 8 })),
  ];
  for (const values of empties) expect(normalize(values)).toHaveLength(0);
});

function emptyLike(values: FloatArray): FloatArray {
  return values instanceof Float32Array ? new Float32Array(0) : new Float64Array(0);
}
