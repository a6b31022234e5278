import { expect, test } from 'vitest';
import { changesOf, comparisonText } from '../compare.ts';
import { resultsOf } from './results-of.ts';

const before = resultsOf({ a: [3.9, 4, 4.2], b: [9, 10, 11], c: [1, 1, 1] });
const after = resultsOf({ a: [4.2, 4.4, 4.5], b: [11.5, 12, 13], d: [1, 1, 1] });

test('a change within the intervals is none, one beyond them is', () => {
  const changes = changesOf(before, after);
  expect(changes.map(({ scenario, overlap }) => [scenario, overlap])).toEqual([
    ['a', true],
    ['b', false],
  ]);
  expect(changes.map(({ difference }) => difference)).toEqual([expect.closeTo(0.1), expect.closeTo(0.2)]);
});

test('the text names the largest difference and counts the pairs that overlap', () => {
  const text = comparisonText(before, after);
  expect(text).toMatch(
    /node, b: fast +10\.0 \[9\.00, 11\.0\] +→ +12\.0 \[11\.5, 13\.0\] +\+20\.0 % +\S+(?: \S+)? +changed/,
  );
  expect(text).toMatch(/node, a: fast .*\+10\.0 % +\S/m);
  expect(text).toContain('Largest difference 20.0 % (node, b: fast); 1 of 2 pairs of intervals overlap.');
});

test('a ratio to another roof is not compared', () => {
  const other = resultsOf({ a: [1, 1, 1] });
  for (const each of other.measurements) if (each.ratio) Object.assign(each.ratio, { roof: 'another' });
  expect(comparisonText(before, other)).toBe('Nothing that both results have can be compared.');
});
