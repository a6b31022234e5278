import type { FloatArray } from '@unitsphere/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rejectionOf } from '../../core/test/failure-of.ts';
import { type ChunkOptions, normalize, normalizeChunks } from '../src/index.ts';
import { differences } from './differences.ts';
import { holdsAsync } from './holds.ts';
import { float32Families, float32Slice } from './slice-families.ts';

async function* later<T>(items: readonly T[]): AsyncGenerator<T> {
  for (const item of items) {
    await Promise.resolve();
    yield item;
  }
}

async function collect<T extends FloatArray>(
  chunks: AsyncIterable<T> | Iterable<T>,
  options: ChunkOptions,
): Promise<T[]> {
  const found: T[] = [];
  for await (const chunk of normalizeChunks(chunks, options)) found.push(chunk);
  return found;
}

function cut<T extends FloatArray>(values: T, sizes: readonly number[]): T[] {
  const chunks: T[] = [];
  let at = 0;
  for (const size of sizes) {
    chunks.push(values.slice(at, at + size) as T);
    at += size;
  }
  return [...chunks, values.slice(at) as T];
}

describe('chunks of any sizes give the bits of one call', () => {
  const sizes = fc.array(fc.nat(13), { maxLength: 20 });

  test.each([
    ['float32', Float32Array],
    ['float64', Float64Array],
  ] as const)('%s, from an iterable and an async one, chunks unchanged', async (_, Values) => {
    await holdsAsync(
      fc.asyncProperty(sizes, fc.integer({ min: 1, max: 9 }), fc.boolean(), async (cuts, length, wait) => {
        const values: FloatArray = Values.from(
          float32Slice(float32Families['mixed scale'], 12 * length, length),
        );
        const chunks = cut(values, cuts);
        const before = chunks.map((chunk) => chunk.slice());
        const found = await collect<FloatArray>(wait ? later(chunks) : chunks, { length });
        const joined = Values.from(found.flatMap((chunk) => [...chunk]));
        expect(differences(joined, normalize(values, { shape: [12, length] }))).toEqual([]);
        expect(found.every((chunk) => chunk instanceof Values && chunk.length % length === 0)).toBe(true);
        chunks.forEach((chunk, i) => {
          expect(differences(chunk, before[i]!)).toEqual([]);
        });
      }),
    );
  });
});

test('rules, orders and presets pass through', async () => {
  const values = Float32Array.of(3, 4, 1, 1);
  for (const options of [{ p: 1 }, { p: 3 }, { rule: 'add', epsilon: 2 }, { like: 'tensorflow' }] as const) {
    const [result] = await collect([values], { length: 2, ...options });
    expect(result).toEqual(normalize(values, { shape: [2, 2], ...options }));
  }
});

test('slices come as soon as they are whole', async () => {
  let sent = 0;
  function* chunks(): Generator<Float32Array> {
    for (const chunk of [[3], [4, 6], [8, 5]]) {
      sent++;
      yield Float32Array.from(chunk);
    }
  }
  const stream = normalizeChunks(chunks(), { length: 2 });
  expect((await stream.next()).value).toEqual(Float32Array.of(0.6, 0.8));
  expect(sent).toBe(2);
  await stream.return();
});

test('a chunk that holds several slices comes back as one array', async () => {
  const found = await collect([Float32Array.of(3), Float32Array.of(4, 6, 8, 5, 12, 1), Float32Array.of(1)], {
    length: 2,
  });
  expect(found.map((chunk) => chunk.length)).toEqual([6, 2]);
});

test('an empty stream, and one of empty chunks, give nothing', async () => {
  expect(await collect([], { length: 3 })).toEqual([]);
  expect(await collect([new Float32Array(0), new Float32Array(0)], { length: 3 })).toEqual([]);
});

test('what was yielded shares nothing with the chunks or with what comes later', async () => {
  const chunks = [Float32Array.of(3, 4), Float32Array.of(6, 8)];
  const found = await collect(chunks, { length: 2 });
  const buffers = new Set([...chunks, ...found].map((array) => array.buffer));
  expect(buffers.size).toBe(4);
});

describe('bad streams', () => {
  test.each([0, -1, 1.5, Number.NaN, Infinity, 2 ** 53])('length %d is refused', async (length) => {
    const failure = await rejectionOf(collect([Float32Array.of(1)], { length }));
    expect(failure.code).toBe('invalid-shape');
    expect(failure.message).toContain(String(length));
  });

  test.each([1, 2, 3])(
    'a stream that ends %d into a slice is refused, after the whole slices before it',
    async (extra) => {
      const stream = normalizeChunks([new Float32Array(4 + extra).fill(1)], { length: 4 });
      expect((await stream.next()).value?.length).toBe(4);
      const failure = await rejectionOf(stream.next());
      expect(failure.code).toBe('incomplete-slice');
      expect(failure.message).toContain(`${extra} elements into a slice of 4`);
    },
  );

  test('a change of dtype is refused', async () => {
    const chunks = [Float32Array.of(1, 2), Float64Array.of(1, 2)];
    const failure = await rejectionOf(collect<FloatArray>(chunks, { length: 2 }));
    expect(failure.code).toBe('invalid-values');
    expect(failure.message).toBe('a chunk of float64 follows chunks of float32');
  });

  test('chunks that are no float arrays are refused', async () => {
    const chunks = [Int32Array.of(1, 2)] as unknown as Float32Array[];
    expect((await rejectionOf(collect(chunks, { length: 2 }))).code).toBe('invalid-values');
  });

  test('options that normalize refuses are refused', async () => {
    const options = { length: 2, rule: 'max' } as const;
    expect((await rejectionOf(collect([Float32Array.of(1, 2)], options))).code).toBe('missing-epsilon');
  });

  test.each<[string, object, string]>([
    ['axis', { length: 2, axis: 0 }, 'unknown-option'],
    ['shape', { length: 2, shape: [1, 2] }, 'unknown-option'],
    ['a wrong p', { length: 2, p: 0.5 }, 'invalid-p'],
    ['no length', {}, 'invalid-shape'],
    ['a length past memory', { length: 2 ** 50 }, 'out-of-memory'],
  ])('%s is refused, of a stream without a whole slice too', async (_, options, code) => {
    const untyped: ChunkOptions = JSON.parse(JSON.stringify(options));
    const chunks = code === 'out-of-memory' ? [Float32Array.of(1)] : [];
    expect((await rejectionOf(collect<FloatArray>(chunks, untyped))).code).toBe(code);
  });
});
