import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readmeWithTables } from '../readme.ts';

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');

test("README's generated tables are current", async () => {
  expect(await readmeWithTables(readme)).toBe(readme);
  expect(readme).toContain('| `tensorflow` | `max-squared` | 1e-12 |');
});
