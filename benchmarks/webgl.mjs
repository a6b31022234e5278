// Measures @unitsphere/webgl in headless Chromium, on the modules of the last build.
import { spawnSync } from 'node:child_process';
import { build } from 'rolldown';

await build({
  input: { 'webgl-chromium': 'benchmarks/webgl/chromium.ts' },
  platform: 'node',
  // chromium.mjs runs when it is the program itself, which a bundle would be.
  external: [/chromium\.mjs$/, /^(?!@unitsphere\/)[^./]/],
  output: { dir: 'benchmarks/dist', entryFileNames: '[name].js' },
});
const { status } = spawnSync(process.execPath, ['benchmarks/dist/webgl-chromium.js'], { stdio: 'inherit' });
process.exit(status ?? 1);
