import { describe, expect, test } from 'vitest';
import { type Capabilities, createNormalizer, lacking, type Need } from '../src/index.ts';
import { failureOf } from './failure-of.ts';
import { hostBackend } from './host-backend.ts';

const float32Only = { precision: { float32: { rounding: 'exact' } } } as const;
const lacks: [string, Partial<Capabilities<'sync'>>, Need, string][] = [
  ['a dtype', float32Only, { dtype: 'float64' }, 'dtype float64'],
  ['other orders', float32Only, { p: 3 }, 'p = 3'],
  ['norms', { norms: false }, { norms: true }, 'norms'],
  ['the gradient', { gradient: false }, { gradient: true }, 'the gradient'],
  ['rows with a stride', { strided: false }, { strided: true }, 'rows with a stride'],
  ['room', { maxElements: 99 }, { elements: 100 }, '100 elements (at most 99)'],
];

test.each(lacks)('a backend that lacks %s lacks it for those alone who need it', (_, changes, need, lack) => {
  expect(lacking(hostBackend(changes), need)).toBe(lack);
  expect(lacking(hostBackend(changes), {})).toBeUndefined();
  expect(lacking(hostBackend(), need)).toBeUndefined();
});

test("p = 1, 2 and ∞ are every backend's, and 99 elements fit where 99 is the most", () => {
  for (const p of [1, 2, Infinity])
    expect(lacking(hostBackend({ ...float32Only, maxElements: 99 }), { p, elements: 99 })).toBeUndefined();
});

describe('a normalizer over a backend that lacks something refuses the call, before the backend is asked', () => {
  const refusal = (
    changes: Partial<Capabilities<'sync'>>,
    call: (n: ReturnType<typeof createNormalizer<'sync'>>) => unknown,
  ) => {
    const backend = hostBackend(changes);
    const failure = failureOf(() => call(createNormalizer(backend)));
    expect(backend.log).toEqual([]);
    return [failure.code, failure.message.replace('backend host does not support ', '')];
  };
  const values = new Float32Array(6);

  test('each capability by its name', () => {
    expect(refusal(float32Only, (n) => n.normalize(new Float64Array(2)))).toEqual([
      'unsupported',
      'dtype float64',
    ]);
    expect(refusal(float32Only, (n) => n.normalize([1, 2]))).toEqual(['unsupported', 'dtype float64']);
    expect(refusal(float32Only, (n) => n.tensor(new Float64Array(2)))).toEqual([
      'unsupported',
      'dtype float64',
    ]);
    expect(refusal(float32Only, (n) => n.norms(values, { p: 1.5 }))).toEqual(['unsupported', 'p = 1.5']);
    const noNorms = { norms: false } as const;
    expect(refusal(noNorms, (n) => n.norms(values))).toEqual(['unsupported', 'norms']);
    expect(refusal(noNorms, (n) => n.normalizeWithNorms(values))).toEqual(['unsupported', 'norms']);
    expect(refusal({ gradient: false }, (n) => n.gradient(values, values))).toEqual([
      'unsupported',
      'the gradient',
    ]);
    const strided = { shape: [2, 2], stride: 3 };
    expect(refusal({ strided: false }, (n) => n.normalize(values, strided))).toEqual([
      'unsupported',
      'rows with a stride',
    ]);
    const few = { maxElements: 5 };
    const tooMany = ['unsupported', '6 elements (at most 5)'];
    expect(refusal(few, (n) => n.normalizeWithNorms(values))).toEqual(tooMany);
    expect(refusal(few, (n) => n.tensor(values))).toEqual(tooMany);
  });

  test('rows without gaps are no strided rows', () => {
    const normalizer = createNormalizer(hostBackend({ strided: false }));
    expect(normalizer.normalize(values, { shape: [2, 3], stride: 3 })).toEqual(values);
  });
});
