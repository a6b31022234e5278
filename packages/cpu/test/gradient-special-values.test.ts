import { describe, expect, test } from 'vitest';
import { gradient } from '../src/index.ts';
import { differences } from './differences.ts';

describe.each([
  ['float32', Float32Array],
  ['float64', Float64Array],
] as const)('%s', (_, Values) => {
  test('p = 1: the slope at 0 and −0 is 0, so their upstream is divided and nothing else', () => {
    const dx = gradient(Values.of(3, 0, -0, -1), Values.of(1, 8, -4, 2), { p: 1 });
    // Σ(dy·y) = 3/4 − 2/4
    expect([...dx]).toEqual([(1 - 0.25) / 4, 2, -1, (2 + 0.25) / 4]);
  });

  test('p = ∞: tied maxima share the slope equally, with their signs', () => {
    const dx = gradient(Values.of(2, -2, 1, 2, -2), Values.of(1, 2, 4, 8, 16), { p: Infinity });
    const dot = 1 - 2 + 2 + 8 - 16;
    expect([...dx]).toEqual([(1 - dot / 4) / 2, (2 + dot / 4) / 2, 2, (8 - dot / 4) / 2, (16 + dot / 4) / 2]);
  });

  test('p = ∞: a maximum alone has the whole slope', () => {
    // Σ(dy·y) = 1 + 8 − 2
    expect([...gradient(Values.of(1, 4, -2), Values.of(4, 8, 4), { p: Infinity })]).toEqual([
      1,
      (8 - 7) / 4,
      1,
    ]);
  });

  test('a zero slice gives zeros where D = 0', () => {
    for (const rule of [{}, { p: 1 }, { p: 3 }, { p: Infinity }, { rule: 'max', epsilon: 0 }] as const) {
      expect([...gradient(Values.of(0, -0, 0), Values.of(5, -7, 0), rule)]).toEqual([0, 0, 0]);
    }
  });

  test.each(['max', 'add', 'add-squared', 'max-squared', 'keep-below'] as const)(
    'a zero slice under rule %s gives the upstream divided by D',
    (rule) => {
      const d = { max: 4, add: 4, 'add-squared': 2, 'max-squared': 2, 'keep-below': 1 }[rule];
      const dx = gradient(Values.of(0, -0, 0), Values.of(8, -4, 0), { rule, epsilon: 4 });
      expect([...dx]).toEqual([8 / d, -4 / d, 0]);
    },
  );

  test('where epsilon takes the place of the norm, D is constant', () => {
    const [x, dy] = [Values.of(0.3, 0.4), Values.of(8, -6)];
    expect([...gradient(x, dy, { rule: 'max', epsilon: 2 })]).toEqual([4, -3]);
    expect([...gradient(x, dy, { rule: 'max', epsilon: 2, p: 1 })]).toEqual([4, -3]);
    expect([...gradient(x, dy, { rule: 'max', epsilon: 2, p: Infinity })]).toEqual([4, -3]);
    expect([...gradient(x, dy, { rule: 'max-squared', epsilon: 4 })]).toEqual([4, -3]);
    expect([...gradient(x, dy, { rule: 'keep-below', epsilon: 2 })]).toEqual([8, -6]);
  });

  test('at the threshold itself the norm counts, not epsilon', () => {
    const [x, dy] = [Values.of(3, 4), Values.of(3, 4)];
    for (const rule of ['max', 'keep-below'] as const) {
      const dx = gradient(x, dy, { rule, epsilon: 5 });
      expect(differences(dx, gradient(x, dy))).toEqual([]);
      expect(Math.max(...dx.map(Math.abs))).toBeLessThan(1e-6);
    }
  });

  test('anything non-finite in the slice or its upstream gives the one NaN throughout that slice', () => {
    const canonical = Values.of(Number.NaN, Number.NaN);
    new Uint8Array(canonical.buffer).set(
      Values === Float32Array
        ? [0, 0, 0xc0, 0x7f, 0, 0, 0xc0, 0x7f]
        : [0, 0, 0, 0, 0, 0, 0xf8, 0x7f, 0, 0, 0, 0, 0, 0, 0xf8, 0x7f],
    );
    for (const bad of [Number.NaN, Infinity, -Infinity]) {
      const options = { shape: [2, 2] };
      const inSlice = gradient(Values.of(1, bad, 3, 4), Values.of(1, 1, 1, 1), options);
      const inUpstream = gradient(Values.of(1, 2, 3, 4), Values.of(bad, 1, 1, 1), options);
      for (const dx of [inSlice, inUpstream]) {
        expect(differences(dx.slice(0, 2), canonical)).toEqual([]);
        expect(dx.slice(2)).toEqual(gradient(Values.of(3, 4), Values.of(1, 1)));
      }
    }
  });
});

describe('what overflows is infinite with its sign', () => {
  test('float32', () => {
    const dx = gradient(Float32Array.of(2 ** -149, 0, 0), Float32Array.of(1, 1, -1));
    expect([...dx]).toEqual([0, Infinity, -Infinity]);
    expect([...gradient(Float32Array.of(0), Float32Array.of(-1), { rule: 'max', epsilon: 1e-60 })]).toEqual([
      -Infinity,
    ]);
  });

  test('float64', () => {
    const dx = gradient(Float64Array.of(2 ** -1074, 0, 0), Float64Array.of(1, 1, -1));
    expect([...dx]).toEqual([0, Infinity, -Infinity]);
  });

  test('and nothing else: factors that would overflow by themselves cancel', () => {
    const huge = gradient(Float64Array.of(2 ** 1000, 0), Float64Array.of(0, 2 ** 1020));
    expect([...huge]).toEqual([0, 2 ** 20]);
    const tiny = gradient(Float64Array.of(2 ** -1060, 0), Float64Array.of(0, 2 ** -1074));
    expect([...tiny]).toEqual([0, 2 ** -14]);
    const apart = gradient(Float64Array.of(2 ** -500, 0), Float64Array.of(0, 2 ** 500));
    expect([...apart]).toEqual([0, 2 ** 1000]);
    const bothHuge = gradient(Float64Array.of(2 ** 1000, 0), Float64Array.of(0, 2 ** 410));
    expect([...bothHuge]).toEqual([0, 2 ** -590]);
    const bothTiny = gradient(Float64Array.of(2 ** -1060, 0), Float64Array.of(0, 2 ** -500));
    expect([...bothTiny]).toEqual([0, 2 ** 560]);
  });

  test('a zero slice with a subnormal epsilon divides by it', () => {
    const dx = gradient(Float64Array.of(0, 0), Float64Array.of(0, 2 ** -1070), {
      rule: 'max',
      epsilon: 2 ** -1074,
    });
    expect([...dx]).toEqual([0, 16]);
  });
});

test('an upstream that cancels in its sum with the results leaves the small terms', () => {
  const dx = gradient(Float64Array.of(1, 1, 1), Float64Array.of(2 ** 60, 1, -(2 ** 60)), { p: Infinity });
  expect(dx[1]).toBe(1 - 1 / 3);
});
