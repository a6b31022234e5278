import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checkPackage, createPackageFromTarballData, Package } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { describe, expect, inject, test } from 'vitest';
import { done } from '../run.ts';

const repository = 'git+https://github.com/unitsphere/unitsphere.git';

/** Bytes of each tarball that nobody has to think about. What is larger has something in it that was not meant, or says why here. */
const ceilings: Readonly<Record<string, number>> = {
  core: 75_000,
  cpu: 60_000,
  wasm: 80_000,
  webgpu: 75_000,
  webgl: 100_000,
  tfjs: 90_000,
  conformance: 400_000,
  unitsphere: 90_000,
};
/** What each has in `bin`. */
const commands: Readonly<Record<string, readonly string[]>> = {
  conformance: ['bin/conformance.js'],
  unitsphere: ['bin/unitsphere.js'],
};

interface Packed {
  readonly manifest: {
    readonly name: string;
    readonly keywords: readonly string[];
    readonly exports: Readonly<Record<string, { readonly types: string; readonly default: string }>>;
  };
  readonly bytes: Buffer;
  readonly files: readonly string[];
  text(file: string): string;
}

async function unpack(folder: string): Promise<Packed> {
  const bytes = await readFile(inject('tarballs')[folder]!);
  const unpacked = createPackageFromTarballData(new Uint8Array(bytes));
  const root = `/node_modules/${unpacked.packageName}/`;
  const text = (file: string): string => unpacked.readFile(root + file);
  const files = unpacked.listFiles().map((file) => file.slice(root.length));
  return { manifest: JSON.parse(text('package.json')), bytes, files: files.sort(), text };
}

/** Whether a module only gives on what another of its package exports: there is nothing to map. */
function isDoor(text: string): boolean {
  return /^export \{[^}]*\} from "\.[\w./-]+";\s*$/.test(text);
}

/** Codes of publint, and kinds of attw but for those of the two readings of a package that ES modules alone cannot have. */
async function complaints(files: Readonly<Record<string, string>>, name: string): Promise<readonly string[]> {
  const pack = { files: Object.entries(files).map(([file, data]) => ({ name: `package/${file}`, data })) };
  const { messages } = await publint({ pkgDir: 'package', pack, strict: true });
  const placed = Object.entries(files).map(([file, text]) => [`/node_modules/${name}/${file}`, text]);
  const analysis = await checkPackage(new Package(Object.fromEntries(placed), name, '0.1.0'));
  if (analysis.types === false) return [...messages.map(({ code }) => code), 'Untyped'];
  const problems = analysis.problems.filter(
    (problem) => !('resolutionKind' in problem && /^node10$|^node16-cjs$/.test(problem.resolutionKind)),
  );
  return [...messages.map(({ code }) => code), ...problems.map(({ kind }) => kind)];
}

describe.each(Object.keys(ceilings))('the tarball of %s', (folder) => {
  test('holds a manifest, a README, the licence, commands, modules, their maps and types, and nothing else', async () => {
    const { files, bytes, text } = await unpack(folder);
    const modules = files.filter((file) => /^dist\/[\w/-]+\.js$/.test(file));
    const types = files.filter((file) => /^dist\/[\w/-]+\.d\.ts$/.test(file));
    const maps = modules.filter((file) => !isDoor(text(file))).map((file) => `${file}.map`);
    const others = ['package.json', 'README.md', 'LICENSE', ...(commands[folder] ?? [])];
    expect(files).toEqual([...others, ...modules, ...maps, ...types].sort());
    expect(text('LICENSE')).toBe(await readFile('LICENSE', 'utf8'));
    expect(bytes.length).toBeLessThanOrEqual(ceilings[folder]!);
    expect(modules.length).toBeGreaterThan(0);
    // Nothing is left from sources that are gone.
    const sources = await Promise.all(
      types.map((file) =>
        readFile(join('packages', folder, file.replace(/^dist\/(.+)\.d\.ts$/, 'src/$1.ts'))),
      ),
    );
    expect(sources).toHaveLength(types.length);
  });

  test('says in its manifest what npm and bundlers ask, types first, and runs nothing when it is installed', async () => {
    const { manifest, files } = await unpack(folder);
    const name = folder === 'unitsphere' ? folder : `@unitsphere/${folder}`;
    expect(manifest).toMatchObject({
      name,
      license: 'Apache-2.0',
      type: 'module',
      sideEffects: false,
      engines: { node: '>=20.19' },
      homepage: `https://github.com/unitsphere/unitsphere/tree/main/packages/${folder}#readme`,
      bugs: 'https://github.com/unitsphere/unitsphere/issues',
      repository: { type: 'git', url: repository, directory: `packages/${folder}` },
      publishConfig: { access: 'public', provenance: true },
    });
    expect(manifest).not.toHaveProperty('scripts');
    expect(manifest.keywords.length).toBeGreaterThan(4);
    for (const [subpath, conditions] of Object.entries(manifest.exports)) {
      expect(Object.keys(conditions), subpath).toEqual(['types', 'default']);
      for (const file of Object.values(conditions)) expect(files).toContain(file.slice(2));
    }
  });

  test('has maps that carry every source they name, and no path of a machine', async () => {
    const { files, text } = await unpack(folder);
    for (const file of files.filter((each) => /^dist\/.*\.js$/.test(each) && !isDoor(text(each)))) {
      expect(text(file), file).toMatch(
        new RegExp(`\n//# sourceMappingURL=${file.split('/').at(-1)}\\.map\\s*$`),
      );
      const { sources, sourcesContent, mappings } = JSON.parse(text(`${file}.map`));
      for (const source of sources) expect(source, file).toMatch(/^(\.\.\/)+src\/[\w/-]+\.ts$/);
      expect(sourcesContent?.filter((each: unknown) => typeof each === 'string')).toHaveLength(
        sources.length,
      );
      // A module of types alone has nothing to map.
      if (!text(file).startsWith('export {};')) expect(mappings, file).toMatch(/[A-Z]/i);
    }
    for (const file of files) expect(text(file).includes(process.cwd()), file).toBe(false);
  });

  test('is clean by publint --strict and by attw for ES modules', async () => {
    const { files, text, manifest } = await unpack(folder);
    const texts = Object.fromEntries(files.map((file) => [file, text(file)]));
    expect(await complaints(texts, manifest.name)).toEqual([]);
  });
});

/** What opens a connection, or makes a program of a text. */
const forbidden =
  /\b(fetch|eval|Function)\(|\bimport\(\s*[`'"]\w+:\/\/|\b(XMLHttpRequest|WebSocket|EventSource|sendBeacon)\b|['"](node:)?(https?|http2|net|tls|dgram|dns)['"]/;

test.each(Object.keys(ceilings))('%s opens no connection, and makes no program of a text', async (folder) => {
  const { files, text } = await unpack(folder);
  const modules = files.filter((file) => file.endsWith('.js'));
  expect(modules.filter((file) => forbidden.test(text(file)))).toEqual([]);
  expect(
    forbidden.test(
      await readFile('node_modules/@tensorflow/tfjs-core/dist/platforms/platform_browser.js', 'utf8'),
    ),
  ).toBe(true);
});

test('publint and attw do complain: of types that come last, and of types that are not there', async () => {
  const { manifest, files, text } = await unpack('cpu');
  const texts = Object.fromEntries(files.map((file) => [file, text(file)]));
  const root = { default: './dist/index.js', types: './dist/index.d.ts' };
  const last = JSON.stringify({ ...manifest, exports: { ...manifest.exports, '.': root } });
  expect(await complaints({ ...texts, 'package.json': last }, '@unitsphere/cpu')).toContain(
    'EXPORTS_TYPES_SHOULD_BE_FIRST',
  );
  const { 'dist/index.d.ts': _, ...untyped } = texts;
  expect(await complaints(untyped, '@unitsphere/cpu')).toContain('UntypedResolution');
});

test('an error of a packed module names the file and the line of its source', async () => {
  const folder = inject('folders')['cpu']!;
  const program = [
    "import { normalize } from '@unitsphere/cpu';",
    'try {',
    '  normalize(new Float32Array(3), { axis: 9 });',
    '} catch (error) {',
    '  console.log(error.stack);',
    '}',
  ];
  await writeFile(join(folder, 'mapped.mjs'), program.join('\n'));
  const stack = await done(process.execPath, ['--enable-source-maps', 'mapped.mjs'], folder);
  const [, file, line] = /@unitsphere\/core\/(src\/axis\.ts):(\d+)/.exec(stack) ?? [];
  const lines = (await readFile(join('packages/core', file!), 'utf8')).split('\n');
  expect(lines[Number(line) - 1]).toContain('throw');
});
