import { expect, test } from 'vitest';
import { withTables } from '../tables.ts';
import { documents, documentWithTables, newestResults } from '../update-tables.ts';
import { resultsOf } from './results-of.ts';

test.each(documents)('the tables of %s are those of the newest results', (document) => {
  expect(newestResults()).toBeDefined();
  const { is, wanted } = documentWithTables(document);
  expect(is).toMatch(/<!-- generated: benchmarks-\w+ -->\n[^<]/);
  expect(is).toBe(wanted);
});

test("README's table has every contender that it is made of, each with a figure", () => {
  const { is } = documentWithTables('README.md');
  const [table = ''] = /<!-- generated: benchmarks-short -->[\s\S]*?<!-- end -->/.exec(is) ?? [];
  const rows = table.split('\n').filter((line) => / (node|chromium) \|/.test(line));
  expect(rows.length).toBe(12);
  expect(rows.filter((row) => !/\d; \d/.test(row))).toEqual([]);
});

test('a ratio stands with its interval and its error, and what surrounds the table stays', () => {
  const results = resultsOf({ '[1000, 768]': [1.5, 2, 2.5] });
  const text = 'before\n<!-- generated: benchmarks-ratios -->\nold\n<!-- end -->\nafter';
  const made = withTables(text, results);
  expect(made).toContain('| fast | copy | 2.00 [1.50, 2.50]; ∞ ULP |');
  expect(made).not.toContain('old');
  expect(made.startsWith('before\n')).toBe(true);
  expect(made.endsWith('\n<!-- end -->\nafter')).toBe(true);
});

test('a table that there is not is refused', () => {
  const text = '<!-- generated: benchmarks-nothing -->\n<!-- end -->';
  expect(() => withTables(text, resultsOf({ a: [1, 1, 1] }))).toThrow('no table benchmarks-nothing');
});
