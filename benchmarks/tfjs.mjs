// Measures @unitsphere/tfjs against operations that one composes in tfjs, in Node and in headless Chromium. Everything of
// ours is bundled from the sources first, for the page tfjs too.
import { spawnSync } from 'node:child_process';
import { build } from 'rolldown';

const conditionNames = ['@unitsphere/source', 'import', 'default'];
const output = {
  dir: 'benchmarks/dist',
  entryFileNames: 'tfjs-[name].js',
  chunkFileNames: 'tfjs-[name]-[hash].js',
};

await build({
  input: { node: 'benchmarks/tfjs/node.ts', chromium: 'benchmarks/tfjs/chromium.ts' },
  platform: 'node',
  // chromium.mjs runs when it is the program itself, which a bundle would be.
  external: [/chromium\.mjs$/, /^(?!@unitsphere\/)[^./]/],
  resolve: { conditionNames },
  output,
});
await build({
  input: { page: 'benchmarks/tfjs/page.ts' },
  platform: 'browser',
  resolve: { conditionNames: [...conditionNames, 'browser'] },
  output,
});
for (const name of ['node', 'chromium']) {
  const { status } = spawnSync(process.execPath, [`benchmarks/dist/tfjs-${name}.js`], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
