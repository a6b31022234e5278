import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

interface Locked {
  readonly version?: string;
  readonly license?: string;
  /** Where npm links a workspace. */
  readonly link?: true;
  readonly resolved?: string;
  readonly hasInstallScript?: true;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

const { packages }: { readonly packages: Readonly<Record<string, Locked>> } = JSON.parse(
  readFileSync('package-lock.json', 'utf8'),
);
const folders = readdirSync('packages');
const isOwn = (path: string): boolean => path.startsWith('packages/') && !path.includes('node_modules');

/** Where npm finds `name` for what is at `from`. */
function find(name: string, from: string): string {
  const path = `${from ? `${from}/` : ''}node_modules/${name}`;
  const there = packages[path];
  if (there) return there.link ? there.resolved! : path;
  if (from === '') throw new Error(`package-lock.json has no ${name}`);
  const inner = from.lastIndexOf('/node_modules/');
  return find(name, inner < 0 ? '' : from.slice(0, inner));
}

/** Paths of all that comes with the dependencies `names` of what is at `from`. */
function closure(names: readonly string[], from: string, seen = new Set<string>()): ReadonlySet<string> {
  for (const path of names.map((name) => find(name, from))) {
    if (seen.has(path)) continue;
    seen.add(path);
    const { dependencies, optionalDependencies } = packages[path]!;
    closure(Object.keys({ ...dependencies, ...optionalDependencies }), path, seen);
  }
  return seen;
}

/** What an installation of a package of ours brings at run time that is not ours. */
function brought(folder: string): readonly string[] {
  const at = `packages/${folder}`;
  return [...closure(Object.keys(packages[at]!.dependencies ?? {}), at)]
    .filter((path) => !isOwn(path))
    .sort();
}

const nameOf = (path: string): string =>
  path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);

test.each(['core', 'cpu', 'wasm', 'webgpu', 'webgl', 'tfjs'])(
  '@unitsphere/%s brings nothing of others',
  (folder) => {
    expect(brought(folder)).toEqual([]);
  },
);

test.each([
  ['conformance', ['commander', 'fast-check']],
  ['unitsphere', ['cli-progress', 'commander']],
])('%s depends on %j alone of others, in one version each', (folder, expected) => {
  const others = Object.entries(packages[`packages/${folder}`]!.dependencies!).filter(
    ([name]) => !name.startsWith('@unitsphere/'),
  );
  expect(others.map(([name]) => name)).toEqual(expected);
  for (const [, range] of others) expect(range).toMatch(/^\d+\.\d+\.\d+$/);
});

test('webgl has gpu.js for a peer, and no other', () => {
  expect(packages['packages/webgl']!.peerDependencies).toEqual({ 'gpu.js': '2.24.1' });
});

test('what comes at run time has a permissive licence and runs nothing when it is installed', () => {
  const all = [...new Set(folders.flatMap(brought))];
  expect(all.length).toBeGreaterThan(5);
  for (const path of all)
    expect(packages[path]!.license, path).toMatch(/^(MIT|ISC|BSD-[23]-Clause|Apache-2\.0)$/);
  expect(all.filter((path) => packages[path]!.hasInstallScript)).toEqual([]);
  // gpu.js brings gl to Node, whose script SECURITY.md names: the lock does say who has one.
  const peer = closure(['gpu.js'], 'packages/webgl');
  const scripts = [...peer].filter((path) => packages[path]!.hasInstallScript).map(nameOf);
  expect(scripts.sort()).toEqual(['gl', 'webgpu']);
});

test('SECURITY.md lists what each package brings', () => {
  const rows = folders.flatMap((folder) =>
    brought(folder).map(
      (path) => `| ${folder} | ${nameOf(path)} | ${packages[path]!.version} | ${packages[path]!.license} |`,
    ),
  );
  const table = ['| package | brings | version | licence |', '| --- | --- | --- | --- |', ...rows].join('\n');
  expect(readFileSync('SECURITY.md', 'utf8')).toContain(`\n${table}\n`);
});
