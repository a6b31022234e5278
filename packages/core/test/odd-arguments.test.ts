import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { createNormalizer, type Nested, type NormalizeOptions } from '../src/index.ts';
import { failureOf } from './failure-of.ts';
import { hostBackend } from './host-backend.ts';

const normalizer = createNormalizer(hostBackend());

/** As a JavaScript caller would get there: parsed data, of any type. */
function normalizeWith(options: unknown): () => unknown {
  const untyped: { normalize(values: Float32Array, options: unknown): unknown } = normalizer;
  return () => untyped.normalize(Float32Array.of(3, 4), options);
}

describe('arguments that only JavaScript lets through', () => {
  test.each<[string, unknown, string, string]>([
    ['options null', null, 'invalid-options', 'got null'],
    ['options a number', 5, 'invalid-options', 'got 5'],
    ['p null', { p: null }, 'invalid-p', 'got null'],
    ['p a string', { p: '2' }, 'invalid-p', 'got string 2'],
    ['p an object without a prototype', { p: Object.create(null) }, 'invalid-p', 'got an object'],
    ['rule null', { rule: null }, 'unknown-rule', 'null'],
    ['epsilon null', { rule: 'max', epsilon: null }, 'invalid-epsilon', 'got null'],
    ['epsilon null beside a preset', { like: 'torch', epsilon: null }, 'invalid-epsilon', 'got null'],
    ['shape null', { shape: null }, 'invalid-shape', 'got null'],
    ['a preset in a list', { like: ['torch'] }, 'unknown-preset', 'Array'],
    ['a preset named like a method', { like: 'constructor' }, 'unknown-preset', 'constructor'],
    ['an axis without a prototype', { axis: Object.create(null) }, 'invalid-axis', 'got an object'],
    [
      'a list of axes with a hole',
      { shape: [1, 2], axis: Object.assign(new Array(2), { 1: 1 }) },
      'invalid-axis',
      'got undefined',
    ],
  ])('%s', (_, options, code, got) => {
    const failure = failureOf(normalizeWith(options));
    expect([failure.code, failure.message]).toEqual([code, expect.stringContaining(got)]);
  });
});

test('an array that holds itself is refused, not followed for ever', () => {
  const cyclic: unknown[] = [];
  cyclic.push(cyclic);
  expect(failureOf(() => normalizer.normalize(cyclic as Nested)).code).toBe('invalid-shape');
});

test('64 levels of nesting are read, 65 are refused', () => {
  const nested = (levels: number): Nested => JSON.parse(`${'['.repeat(levels)}3${']'.repeat(levels)}`);
  expect(normalizer.normalize(nested(64))).toEqual(JSON.parse(`${'['.repeat(64)}1${']'.repeat(64)}`));
  expect(failureOf(() => normalizer.normalize(nested(65))).message).toContain('64 deep');
});

test('arrays of another realm are arrays', () => {
  const foreign: Float32Array = runInNewContext('new Float32Array([3, 4])');
  const options: NormalizeOptions = { output: runInNewContext('new Float32Array(2)') };
  expect(foreign instanceof Float32Array).toBe(false);
  expect(Array.from(normalizer.normalize(foreign, options))).toEqual([Math.fround(0.6), Math.fround(0.8)]);
});

describe('a borrowed buffer that does not fit', () => {
  test.each<[string, unknown, string]>([
    ['too short', Float32Array.of(3, 4), 'shape-mismatch'],
    ['of the other dtype', new Float64Array(4), 'invalid-values'],
    ['not an array', {}, 'invalid-values'],
  ])('%s', (_, buffer, code) => {
    expect(failureOf(() => normalizer.borrow(buffer, 'float32', [4])).code).toBe(code);
  });
});
