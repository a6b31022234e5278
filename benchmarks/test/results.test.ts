import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { reportText } from '../report.ts';
import { parseResults } from '../results.ts';
import { resultsOf } from './results-of.ts';

const folder = new URL('../results/', import.meta.url);

test('what is wrong in a file is named', () => {
  const good = resultsOf({ a: [1, 2, 3] });
  expect(parseResults(JSON.parse(JSON.stringify(good)))).toEqual(good);
  const broken = structuredClone(good);
  Object.assign(broken.measurements[0]!, { rounds: -1 });
  expect(() => parseResults(broken)).toThrow(/measurements\.0\.rounds/);
  expect(() => parseResults({ ...good, format: 2 })).toThrow(/: format: /);
  expect(() => parseResults({ ...good, surprise: 1 })).toThrow(/surprise/);
});

test('every file of the results is one, named after its machine', () => {
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  expect(files.length).toBeGreaterThan(0);
  for (const file of files)
    expect(`${parseResults(JSON.parse(readFileSync(new URL(file, folder), 'utf8'))).machine.name}.json`).toBe(
      file,
    );
});

test('the report has the ratio with its interval beside the accuracy, what was left out, and the scoreboard', () => {
  const text = reportText(resultsOf({ '[1000, 768]': [1.5, 2, 2.5] }));
  expect(text).toMatch(/fast +1\.00 +2\.00 +3\.00 +3\.07 +2\.00 \[1\.50, 2\.50\] +copy +∞ +25\.0$/m);
  expect(text).toContain('node: slow: a run takes 3 s ([1000, 768])');
  expect(text).toMatch(/fast \(node\) +1 +0 +1 +2$/m);
});

test('a contender without accuracy is refused, and a ratio outside its interval', () => {
  const without = resultsOf({ a: [1, 2, 3] });
  for (const each of without.measurements) delete (each as { accuracy?: unknown }).accuracy;
  expect(() => parseResults(without)).toThrow(/measurements\.\d+: speed without accuracy/);
  expect(() => parseResults(resultsOf({ a: [2, 1, 3] }))).toThrow(
    /measurements\.\d+: a ratio outside its interval/,
  );
});
