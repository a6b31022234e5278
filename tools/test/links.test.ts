import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { anchorsOf, brokenLinks, linksOf, markdownFiles, pathsNamedBy } from '../markdown-links.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const pages = markdownFiles(root);

test('every link in a page of the repository leads to a file, and to a heading where it names one', () => {
  expect(pages).toEqual(expect.arrayContaining(['README.md', join('docs', 'numerics.md')]));
  expect(pages.filter((page) => page.includes('node_modules'))).toEqual([]);
  expect(pages.flatMap((page) => brokenLinks(root, page))).toEqual([]);
});

test('every file of the repository that a page names in code exists', () => {
  const named = pages.flatMap((page) =>
    pathsNamedBy(readFileSync(join(root, page), 'utf8')).map((path) => ({ page, path })),
  );
  expect(named).toContainEqual({
    page: join('docs', 'numerics.md'),
    path: 'packages/cpu/src/float32-normalize.ts',
  });
  expect(named.filter(({ path }) => !existsSync(join(root, path)))).toEqual([]);
});

test('links to files and headings that there are not, to others’ disks and without https are found', () => {
  const folder = mkdtempSync(join(tmpdir(), 'links-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const blob = 'https://github.com/unitsphere/unitsphere/blob/main';
  const links = [
    'a.md#two-words',
    '#one',
    'b.md',
    'a.md#three',
    '#%CE%B5',
    '../a.md',
    'http://example.com',
    'https://www.npmjs.com/package/@unitsphere/wazm',
    `${blob}/a.md#one`,
    `${blob}/a.md#two`,
  ];
  const text = links.map((link) => `[x](${link})`).join(' ');
  writeFileSync(join(folder, 'a.md'), `# One\n\n## Two \`words\`?\n\n${text}\n\n    [x](no-link.md)\n`);
  expect(brokenLinks(folder, 'a.md').map((fault) => fault.split(': ').slice(1).join(': '))).toEqual([
    'b.md: no file b.md',
    'a.md#three: no heading with the anchor three',
    '#%CE%B5: no heading with the anchor ε',
    '../a.md: outside the repository',
    'http://example.com: neither https nor mailto',
    'https://www.npmjs.com/package/@unitsphere/wazm: no file packages/wazm/package.json',
    `${blob}/a.md#two: no heading with the anchor two`,
  ]);
});

test('anchors are those that GitHub makes of headings', () => {
  const markdown = '# What about NaN, ±∞ and `x`?\n\n## Same\n\n## Same\n\n## What each ε does\n';
  expect([...anchorsOf(markdown)]).toEqual(['what-about-nan--and-x', 'same', 'same-1', 'what-each-ε-does']);
});

test('links in code are none, those of pictures are', () => {
  expect(linksOf('`[x](a)` ![x](b.png) [x](c)\n\n```\n[x](d)\n```\n')).toEqual(['b.png', 'c']);
});
