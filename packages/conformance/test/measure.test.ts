import { expect, test } from 'vitest';
import { createMeasure, histogramBounds } from '../src/index.ts';

test('elements are counted, and those with an error measured', () => {
  const measure = createMeasure();
  measure.count(10);
  measure.add(0.25, true);
  measure.add(0.5, false);
  measure.add(3, false);
  measure.mismatch();
  const { elements, measured, exact, mismatches, worstUlp, meanUlp } = measure;
  expect({ elements, measured, exact, mismatches, worstUlp, meanUlp }).toEqual({
    elements: 13,
    measured: 3,
    exact: 1,
    mismatches: 1,
    worstUlp: 3,
    meanUlp: 1.25,
  });
});

test('each error falls under the first bound that holds it, and exact ones in the first bar', () => {
  const measure = createMeasure();
  for (const bound of histogramBounds) measure.add(bound, false);
  measure.add(0.5, true);
  const expected = histogramBounds.map(() => 1);
  expected[1] = 2; // An error of 0 that was not called exact is at most 0.5.
  expect(measure.histogram).toEqual(expected);
  expect(measure.worstUlp).toBe(Infinity);
});

test('nothing measured has mean 0', () => {
  expect(createMeasure().meanUlp).toBe(0);
});
