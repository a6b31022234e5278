import { readdirSync, readFileSync } from 'node:fs';
import { normalize } from '@unitsphere/cpu';
import { expect, test } from 'vitest';

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly exports: Readonly<Record<string, { readonly default: string }>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

const folders = readdirSync('packages');
const manifests = folders.map((folder) => read<Manifest>(`packages/${folder}/package.json`));
const names = manifests.map(({ name }) => name).sort();

function read<T>(file: string): T {
  return JSON.parse(readFileSync(file, 'utf8'));
}

test('all packages have one version, and depend on each other in exactly that', () => {
  const { version } = manifests[0]!;
  expect(manifests.map((manifest) => manifest.version)).toEqual(manifests.map(() => version));
  const own = manifests.flatMap(({ dependencies, devDependencies, peerDependencies }) =>
    [dependencies, devDependencies, peerDependencies]
      .flatMap((wanted) => Object.entries(wanted ?? {}))
      .filter(([name]) => names.includes(name)),
  );
  expect(own.length).toBeGreaterThan(10);
  expect(own.filter(([, range]) => range !== version)).toEqual([]);
});

test('changesets gives all packages the same version, and publishes them for everybody', () => {
  const { fixed, access } = read<{ readonly fixed: readonly string[][]; readonly access: string }>(
    '.changeset/config.json',
  );
  expect(fixed.map((group) => [...group].sort())).toEqual([names]);
  expect(access).toBe('public');
});

test('in this repository every export of a package is its source', () => {
  const { compilerOptions } = read<{ readonly compilerOptions: { readonly paths: object } }>(
    'tsconfig.check.json',
  );
  const sources = manifests.flatMap(({ name, exports }, i) =>
    Object.entries(exports).map(([subpath, { default: file }]) => [
      name + subpath.slice(1),
      [`./packages/${folders[i]}/${file.replace(/^\.\/dist\/(.+)\.js$/, 'src/$1.ts')}`],
    ]),
  );
  expect(compilerOptions.paths).toEqual(Object.fromEntries(sources));
  const stack = ((): string => {
    try {
      normalize(new Float32Array(3), { axis: 9 });
      return 'nothing was thrown';
    } catch (error) {
      return (error as Error).stack!.replaceAll('\\', '/');
    }
  })();
  expect(stack).toContain('/packages/core/src/axis.ts');
});
