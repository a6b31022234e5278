// Bundles what packages export into one module an entry, with what entries share in a module of its own: Node takes
// half a millisecond to load a module. Declarations come from tsc, file by file. Maps carry the sources, which are not
// published, and every package the licence, which npm takes from its folder alone.
import { existsSync } from 'node:fs';
import { copyFile, readdir, readFile, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'rolldown';
import { shortShaders } from './short-shaders.mjs';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
for (const name of ['core', 'cpu', 'wasm', 'webgl', 'webgpu', 'tfjs', 'unitsphere']) {
  const home = `packages/${name}`;
  const { exports, bin } = JSON.parse(await readFile(`${home}/package.json`, 'utf8'));
  const entries = Object.values(exports).map(({ default: file }) => file.match(/^\.\/dist\/(.+)\.js$/)[1]);
  // What the command's file imports.
  if (bin) entries.push('command');
  const { output } = await build({
    input: Object.fromEntries(entries.map((entry) => [entry, `${home}/src/${entry}.ts`])),
    external: /^(node:|@unitsphere\/|@tensorflow\/|(gpu\.js|commander|cli-progress)$)/,
    platform: 'neutral',
    // Node 20 has no `using`.
    transform: { target: 'es2022' },
    plugins: [shortShaders],
    output: {
      dir: `${home}/dist`,
      entryFileNames: '[name].js',
      chunkFileNames: '[name].js',
      codeSplitting: { groups: [{ name: 'shared', minShareCount: 2 }] },
      sourcemap: true,
    },
  });
  await removeFormer(home, (file) => output.some(({ fileName }) => fileName === file));
}

// tsc alone writes its modules.
await removeFormer('packages/conformance', (file) =>
  existsSync(`packages/conformance/src/${file.replace(/\.js(\.map)?$/, '.ts')}`),
);

for (const name of await readdir('packages')) await copyFile('LICENSE', `packages/${name}/LICENSE`);

// tsc leaves it where it is.
await copyFile('tools/chromium.mjs', 'tools/dist/chromium.mjs');

/** Removes from `dist` what former builds left: declarations without a source, and modules and maps that `isModule` denies. */
async function removeFormer(home, isModule) {
  for (const name of await readdir(`${home}/dist`, { recursive: true })) {
    const file = name.replaceAll('\\', '/');
    const source = `${home}/src/${file.replace(/\.d\.ts$/, '.ts')}`;
    if (/\.d\.ts$/.test(file) ? !existsSync(source) : /\.js(\.map)?$/.test(file) && !isModule(file))
      await rm(`${home}/dist/${file}`);
  }
}
