import { describe, expect, test } from 'vitest';
import { type DType, type FloatArray, type NormOptions, rules } from '../src/index.ts';
import { normalizeExactly, normsExactly } from '../src/reference/index.ts';
import { bitsOf } from './bits-of.ts';

const nan = { float32: '7fc00000', float64: '7ff8000000000000' };
const options: NormOptions[] = [1, 2, Infinity, 2.5].flatMap((p) =>
  rules.flatMap((rule): NormOptions[] => {
    if (rule === 'none') return [{ p, rule }];
    if (rule.endsWith('squared') && p !== 2) return [];
    return [0, 1e-12, 1e9].map((epsilon) => ({ p, rule, epsilon }));
  }),
);

describe.each<DType>(['float32', 'float64'])('%s', (dtype) => {
  const of = (...values: number[]): FloatArray =>
    dtype === 'float32' ? Float32Array.from(values) : Float64Array.from(values);

  describe.each(options)('p = $p, rule $rule, epsilon $epsilon', (rule) => {
    test('zeros stay the same zeros, signs kept', () => {
      const zeros = of(0, -0, -0, 0);
      expect(bitsOf(normalizeExactly(zeros, rule))).toEqual(bitsOf(zeros));
    });

    test('−0 among others stays −0, and 0 stays 0', () => {
      const bits = bitsOf(normalizeExactly(of(-0, 3, 0, -4), rule));
      expect([bits[0], bits[2]]).toEqual(bitsOf(of(-0, 0)));
    });

    test.each([
      ['one', [1, Number.NaN, -0]],
      ['one beside infinities', [Infinity, Number.NaN, -Infinity]],
      ['nothing else', [Number.NaN]],
    ])('a NaN with %s makes the whole slice the one quiet NaN', (_, values) => {
      expect(new Set(bitsOf(normalizeExactly(of(...values), rule)))).toEqual(new Set([nan[dtype]]));
    });

    test('infinities become NaN, finite elements 0 with their sign', () => {
      const slice = of(5, -5, Infinity, -0, 0, -Infinity, -1e-45);
      const zeros = bitsOf(of(0, -0));
      expect(bitsOf(normalizeExactly(slice, rule))).toEqual([
        zeros[0],
        zeros[1],
        nan[dtype],
        zeros[1],
        zeros[0],
        nan[dtype],
        zeros[1],
      ]);
    });

    test('a slice beside a special one is untouched by it', () => {
      const alone = normalizeExactly(of(3, -4), rule);
      for (const special of [Number.NaN, Infinity, 0]) {
        const both = normalizeExactly(of(special, 1, 3, -4), { ...rule, shape: [2, 2] });
        expect(bitsOf(both.slice(2))).toEqual(bitsOf(alone));
      }
    });

    test.each([[[0]], [[0, 4]], [[4, 0]], [[2, 0, 3]]])('shape %j is empty and stays so', (shape) => {
      for (const axis of [...shape.keys(), null]) {
        expect(normalizeExactly(of(), { ...rule, shape, axis })).toEqual(of());
      }
    });
  });

  test('NaNs with a sign or a payload come out as the one quiet NaN', () => {
    const strange =
      dtype === 'float32'
        ? new Float32Array(Uint32Array.of(0xff801234).buffer)
        : new Float64Array(BigUint64Array.of(0xfff0_0000_0000_1234n).buffer);
    expect(bitsOf(normalizeExactly(strange))).toEqual([nan[dtype]]);
  });

  test('quotients that underflow are 0 with their sign', () => {
    const [large, small] = dtype === 'float32' ? [3e38, 1e-45] : [1e308, 5e-324];
    const bits = bitsOf(normalizeExactly(of(large, small, -small)));
    expect(bits.slice(1)).toEqual(bitsOf(of(0, -0)));
  });

  test('elements near the largest float neither overflow nor lose a bit', () => {
    const largest = dtype === 'float32' ? 3.4028234663852886e38 : Number.MAX_VALUE;
    expect(bitsOf(normalizeExactly(of(largest, largest, largest, -largest)))).toEqual(
      bitsOf(of(0.5, 0.5, 0.5, -0.5)),
    );
    expect(bitsOf(normalizeExactly(of(largest, largest), { p: 1 }))).toEqual(bitsOf(of(0.5, 0.5)));
  });

  test('norms: length 0 gives 0, a NaN NaN, an infinity Infinity', () => {
    expect(normsExactly(of(), { shape: [3, 0] })).toEqual(Float64Array.of(0, 0, 0));
    expect(normsExactly(of(), { shape: [0, 3] })).toEqual(new Float64Array(0));
    const norms = normsExactly(of(Number.NaN, Infinity, -Infinity, 1, -0, 0), { shape: [3, 2] });
    expect(norms).toEqual(Float64Array.of(Number.NaN, Infinity, 0));
    expect(Object.is(norms[2], 0)).toBe(true);
  });
});

test('a float32 norm beyond the float32 range is finite', () => {
  const x = Math.fround(3e38);
  expect([...normsExactly(Float32Array.of(x, x), { p: 1 })]).toEqual([2 * x]);
});

test('a float64 norm is infinite only where the true one rounds past the largest float64', () => {
  const max = Number.MAX_VALUE;
  expect([...normsExactly(Float64Array.of(max, max))]).toEqual([Infinity]);
  expect([...normsExactly(Float64Array.of(max, 2 ** 969), { p: 1 })]).toEqual([max]); // below half a unit, 2^970
  expect([...normsExactly(Float64Array.of(max, 2 ** 970), { p: 1 })]).toEqual([Infinity]); // a tie, to even
  expect([...normsExactly(Float64Array.of(max, 1e300))]).toEqual([max]);
});
