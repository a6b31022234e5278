import { readFileSync } from 'node:fs';
import { normalize } from '@unitsphere/cpu';
import { expect, test } from 'vitest';
import { readmeWithTables } from '../readme.ts';

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');

test("README's generated tables are current", async () => {
  expect(await readmeWithTables(readme)).toBe(readme);
  expect(readme).toContain('| `tensorflow` | `max-squared` | 1e-12 |');
});

test("the results in the comments of README's first lines are those that come out", () => {
  const code = /```js\n([\s\S]*?)```/.exec(readme)?.[1] ?? '';
  const lines = code.split('\n').filter((line) => line.startsWith('normalize('));
  expect(lines.length).toBe(3);
  const inPlace = new Float32Array([3e-9, 4e-9, 3e20, 4e20]);
  new Function('normalize', 'vectors', `return ${lines[2]}`)(normalize, inPlace);
  expect(Array.from(inPlace)).toEqual([0.6, 0.8, 0.6, 0.8].map(Math.fround));
  for (const line of lines.slice(0, 2)) {
    const vectors = new Float32Array([3e-9, 4e-9, 3e20, 4e20]);
    const stated = /\/\/ ([\d. ]+)/.exec(line)?.[1]?.trim().split(' ').map(Number);
    expect(code).toContain('new Float32Array([3e-9, 4e-9, 3e20, 4e20])');
    const run = new Function('normalize', 'vectors', `return ${line}`);
    expect(Array.from(run(normalize, vectors), (y: number) => Number(y.toPrecision(6)))).toEqual(stated);
  }
});

test('every script that README names is in package.json', () => {
  const { scripts } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  for (const [, run, name] of readme.matchAll(/npm (run )?([a-z]+)/g)) {
    if (run || name === 'start' || name === 'test') expect(Object.keys(scripts)).toContain(name);
  }
});
