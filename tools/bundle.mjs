// Bundles what packages export into one module an entry, with what entries share in a module of its own: Node takes
// half a millisecond to load a module. Declarations come from tsc, file by file.
import { copyFile, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'rolldown';
import { shortShaders } from './short-shaders.mjs';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
for (const name of ['core', 'cpu', 'wasm', 'webgl', 'webgpu', 'tfjs']) {
  const home = `packages/${name}`;
  const { exports } = JSON.parse(await readFile(`${home}/package.json`, 'utf8'));
  const entries = Object.values(exports).map(({ default: file }) => file.match(/^\.\/dist\/(.+)\.js$/)[1]);
  await build({
    input: Object.fromEntries(entries.map((entry) => [entry, `${home}/src/${entry}.ts`])),
    external: /^(@unitsphere\/|@tensorflow\/|gpu\.js$)/,
    platform: 'neutral',
    plugins: [shortShaders],
    output: { dir: `${home}/dist`, entryFileNames: '[name].js', chunkFileNames: 'shared.js' },
  });
}

// tsc leaves it where it is.
await copyFile('tools/chromium.mjs', 'tools/dist/chromium.mjs');
