import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, expect, test } from 'vitest';

const root = mkdtempSync(join(tmpdir(), 'next-version-'));
afterEach(() => rmSync(root, { recursive: true, force: true }));

const manifestsIn = (folder: string): readonly string[] =>
  readdirSync('packages').map((name) => readFileSync(join(folder, 'packages', name, 'package.json'), 'utf8'));

test('a minor change of one package gives all the next minor version, in which they still ask for each other exactly', () => {
  const names = readdirSync('packages').map((name) => `packages/${name}/package.json`);
  for (const file of ['package.json', 'package-lock.json', '.changeset/config.json', ...names])
    cpSync(file, join(root, file), { recursive: true });
  // Changesets asks git for the commit of a change.
  execFileSync('git', ['init', '--quiet', '--initial-branch=main'], { cwd: root });
  const { version } = JSON.parse(manifestsIn('.')[0]!);
  const [major, minor] = version.split('.').map(Number);
  const next = `${major}.${minor + 1}.0`;
  writeFileSync(join(root, '.changeset/faster.md'), '---\n"@unitsphere/webgpu": minor\n---\n\nFaster.\n');

  execFileSync(process.execPath, [resolve('tools/next-version.mjs'), root], { stdio: 'pipe' });
  const own = new RegExp(`("version"|"(?:@unitsphere/[a-z]+|unitsphere)"): "${version}"`, 'g');
  expect(manifestsIn(root)).toEqual(manifestsIn('.').map((text) => text.replace(own, `$1: "${next}"`)));
  expect(readFileSync(join(root, 'packages/webgpu/CHANGELOG.md'), 'utf8')).toMatch(
    new RegExp(`^# @unitsphere/webgpu\n\n## ${next}\n\n### Minor Changes\n\n- (\\w+: )?Faster\\.\n`),
  );
});
