// Bundles the benchmarks from the sources, then runs them: the command, the program of a pass in Node, and the module of a
// pass in a page, which has all that it imports in it.
import { fileURLToPath } from 'node:url';
import { build } from 'rolldown';
import { fromSources } from '../tools/sources.mjs';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const chromium = new URL('../tools/chromium.mjs', import.meta.url).href;
const output = {
  dir: 'benchmarks/dist',
  entryFileNames: 'bench-[name].js',
  chunkFileNames: 'bench-[name]-[hash].js',
};

/** chromium.mjs runs when it is the program itself, which a bundle would be. */
const besides = {
  name: 'besides',
  resolveId: (id) => (id.endsWith('/chromium.mjs') ? { id: chromium, external: true } : undefined),
};

await build({
  input: { main: 'benchmarks/main.ts', node: 'benchmarks/places/node.ts' },
  platform: 'node',
  external: /^(?!@unitsphere\/)[^./]/,
  plugins: [besides, fromSources],
  output,
});
await build({
  input: { page: 'benchmarks/places/page.ts' },
  platform: 'browser',
  plugins: [fromSources],
  output,
});
const { main } = await import('./dist/bench-main.js');
process.exitCode = await main(process.argv.slice(2));
