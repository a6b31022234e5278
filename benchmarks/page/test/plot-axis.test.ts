import fc from 'fast-check';
import { expect, test } from 'vitest';
import { logAxis, ulpAxis } from '../src/results/plot-axis.ts';

const positive = fc.double({ min: 1e-9, max: 1e12, noNaN: true });

test('a logarithmic axis holds its values, and has marks within it, in order, whatever they are', () => {
  fc.assert(
    fc.property(fc.array(positive, { minLength: 1 }), (values) => {
      const { range, splits } = logAxis('', values, String);
      const [least, greatest] = range;
      expect(least).toBeLessThan(Math.min(...values));
      expect(greatest).toBeGreaterThan(Math.max(...values));
      expect(splits.length).toBeGreaterThan(0);
      expect(splits).toEqual([...splits].sort((a, b) => a - b));
      for (const split of splits) expect(split >= least && split <= greatest).toBe(true);
    }),
  );
});

test('on the axis of ULP more is higher, 0 is below all else, and ∞ above', () => {
  const ulp = fc.oneof(fc.constant(0), fc.constant('Infinity' as const), positive);
  fc.assert(
    fc.property(fc.array(ulp, { minLength: 1 }), (worst) => {
      const { placeOf, range, splits, text } = ulpAxis(worst);
      const inOrder = [...worst].sort((a, b) => Number(a) - Number(b));
      const places = inOrder.map(placeOf);
      expect(places).toEqual([...places].sort((a, b) => a - b));
      for (const place of [...places, ...splits]) expect(place > range[0] && place < range[1]).toBe(true);
      for (const place of inOrder.filter((value) => value !== 0 && value !== 'Infinity').map(placeOf)) {
        expect(place).toBeGreaterThan(placeOf(0));
        expect(place).toBeLessThan(placeOf('Infinity'));
      }
      expect([text(placeOf(0)), text(placeOf('Infinity'))]).toEqual(['exact', '∞']);
      expect(new Set(splits.map(text)).size).toBe(splits.length);
    }),
  );
});
