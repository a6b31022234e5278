// Measures @unitsphere/webgpu in headless Chromium and, through Dawn, in Node. Everything is bundled from the sources
// first: a page can't load what tfjs imports, and the tools for browsers are never built.
import { spawnSync } from 'node:child_process';
import { build } from 'rolldown';
import { softwareVulkan } from '../tools/vulkan.mjs';

const conditionNames = ['@unitsphere/source', 'import', 'default'];
const output = {
  dir: 'benchmarks/dist',
  entryFileNames: 'webgpu-[name].js',
  chunkFileNames: 'webgpu-[name]-[hash].js',
};

await build({
  input: { chromium: 'benchmarks/webgpu/chromium.ts', dawn: 'benchmarks/webgpu/dawn.ts' },
  platform: 'node',
  // chromium.mjs runs when it is the program itself, which a bundle would be.
  external: [/chromium\.mjs$/, /^(?!@unitsphere\/)[^./]/],
  resolve: { conditionNames },
  output,
});
await build({
  input: { page: 'benchmarks/webgpu/page.ts' },
  platform: 'browser',
  resolve: { conditionNames: [...conditionNames, 'browser'] },
  output,
});
await build({
  input: { 'tfjs-webgpu': 'benchmarks/peers/tfjs-webgpu.mjs' },
  platform: 'browser',
  output: { ...output, entryFileNames: '[name].js' },
});
for (const name of ['chromium', 'dawn']) {
  const env = { ...process.env, ...softwareVulkan() };
  const { status } = spawnSync(process.execPath, [`benchmarks/dist/webgpu-${name}.js`], {
    stdio: 'inherit',
    env,
  });
  if (status !== 0) process.exit(status ?? 1);
}
