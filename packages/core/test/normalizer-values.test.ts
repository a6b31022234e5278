import { describe, expect, test } from 'vitest';
import { createNormalizer, type FloatArray, type NormOptions } from '../src/index.ts';
import { gradientExactly, normalizeExactly, normsExactly } from '../src/reference/index.ts';
import { bitsOf } from './bits-of.ts';
import { deviceBackend } from './device-backend.ts';
import { hostBackend } from './host-backend.ts';

const shape = [2, 3, 2];
const ramp = () => Float32Array.from({ length: 12 }, (_, i) => i - 4);
const backends = [
  ['host', hostBackend],
  ['device', deviceBackend],
] as const;

describe.each(backends)('values on a %s backend', (_, make) => {
  const normalizer = createNormalizer<'sync' | 'async'>(make());

  test.each<NormOptions>([
    { shape },
    { shape, axis: 0 },
    { shape, axis: [2, 0], p: 1 },
    { shape, axis: [0, -1], rule: 'max', epsilon: 3 },
    { shape, axis: null, p: Infinity },
    { like: 'torch' },
  ])('%j gives what the reference gives, and leaves the input as it was', async (options) => {
    const values = ramp();
    expect(bitsOf(await normalizer.normalize(values, options))).toEqual(
      bitsOf(normalizeExactly(ramp(), options)),
    );
    expect(values).toEqual(ramp());
    expect(bitsOf(await normalizer.norms(values, options))).toEqual(bitsOf(normsExactly(ramp(), options)));
    const upstream = ramp().map((x) => x * x - 7);
    const gradient = await normalizer.gradient(values, upstream, options);
    expect(bitsOf(gradient)).toEqual(bitsOf(Float32Array.from(gradientExactly(values, upstream, options))));
  });

  test.each([null, [0, 2], 1])('axis %j: a given output is what comes back, in place too', async (axis) => {
    const expected = bitsOf(normalizeExactly(ramp(), { shape, axis }));
    const output = new Float32Array(12);
    const values = ramp();
    expect(await normalizer.normalize(values, { shape, axis, output })).toBe(output);
    expect(bitsOf(output)).toEqual(expected);
    expect(values).toEqual(ramp());
    expect(await normalizer.normalize(values, { shape, axis, output: values })).toBe(values);
    expect(bitsOf(values)).toEqual(expected);
  });

  test.each([[0, 2], 1])('axis %j: a gradient into the upstream itself', async (axis) => {
    const upstream = ramp().reverse();
    const expected = bitsOf(Float32Array.from(gradientExactly(ramp(), upstream, { shape, axis })));
    expect(await normalizer.gradient(ramp(), upstream, { shape, axis, output: upstream })).toBe(upstream);
    expect(bitsOf(upstream)).toEqual(expected);
  });

  test('float64 stays float64', async () => {
    const values = Float64Array.of(1, 2, 2);
    const result = await normalizer.normalize(values);
    expect(result).toBeInstanceOf(Float64Array);
    expect(bitsOf(result)).toEqual(bitsOf(normalizeExactly(values)));
  });

  test('nested arrays go in and come out, as float64', async () => {
    const nested = [
      [3, 4],
      [5, 12],
    ];
    expect(await normalizer.normalize(nested)).toEqual([
      [0.6, 0.8],
      [5 / 13, 12 / 13],
    ]);
    expect(
      await normalizer.normalize(
        [
          [[3], [0]],
          [[4], [0]],
        ],
        { axis: 0 },
      ),
    ).toEqual([
      [[0.6], [0]],
      [[0.8], [0]],
    ]);
    expect(await normalizer.norms(nested, { axis: 0 })).toEqual(
      Float64Array.of(Math.sqrt(34), Math.sqrt(160)),
    );
    expect(await normalizer.normalize([])).toEqual([]);
    expect(nested[0]).toEqual([3, 4]);
  });

  test('nested arrays with an output give nested arrays and fill the output', async () => {
    const output = new Float64Array(2);
    expect(await normalizer.normalize([3, 4], { output })).toEqual([0.6, 0.8]);
    expect(output).toEqual(Float64Array.of(0.6, 0.8));
  });

  test('normalizeWithNorms gives result, norms, their shape and the tally by name', async () => {
    const options = { shape, axis: [0, 2] };
    const output = new Float32Array(12);
    const measured = await normalizer.normalizeWithNorms(ramp(), { ...options, output });
    expect(measured.values).toBe(output);
    expect(bitsOf(output)).toEqual(bitsOf(normalizeExactly(ramp(), options)));
    expect(bitsOf(measured.norms)).toEqual(bitsOf(normsExactly(ramp(), options)));
    expect(measured.normsShape).toEqual([3]);
    expect(Object.keys(measured.tally)).toEqual(['zero', 'nonFinite', 'clamped', 'settledExactly']);
    expect(measured.tally.settledExactly).toBe(4);
    expect((await normalizer.normalizeWithNorms([[3, 4]])).values).toEqual([[0.6, 0.8]]);
  });
});

describe('what a host backend is asked for', () => {
  const after = (
    call: (normalizer: ReturnType<typeof createNormalizer<'sync'>>) => unknown,
    inPlace = true,
  ) => {
    const backend = hostBackend({ inPlace });
    call(createNormalizer(backend));
    return backend.log.filter((entry) => entry.includes('normalize') || entry.includes('gradient'));
  };

  test('its kernel writes into a given output, and into the input for in place', () => {
    const values = ramp();
    expect(after((n) => n.normalize(ramp(), { output: new Float32Array(12) }))).toEqual(['normalize into']);
    expect(after((n) => n.normalize(values, { output: values }))).toEqual(['normalize in place']);
    expect(after((n) => n.gradient(ramp(), ramp(), { output: ramp() }))).toEqual(['gradient into']);
  });

  test('without in place it is never handed an input as output', () => {
    const output = ramp();
    expect(after((n) => n.normalize(output, { output }), false)).toEqual(['normalize']);
    expect(after((n) => n.gradient(output, ramp(), { output }), false)).toEqual(['gradient']);
    expect(after((n) => n.gradient(ramp(), output, { output }), false)).toEqual(['gradient']);
    expect(after((n) => n.normalize(ramp(), { output }), false)).toEqual(['normalize into']);
  });

  test('permuted axes go through fresh arrays', () => {
    expect(after((n) => n.normalize(ramp(), { shape, axis: [0, 2], output: ramp() }))).toEqual(['normalize']);
  });

  test('reading is synchronous: values come back, not a promise', () => {
    const result: FloatArray = createNormalizer(hostBackend()).normalize(ramp());
    expect(result).toBeInstanceOf(Float32Array);
  });
});
