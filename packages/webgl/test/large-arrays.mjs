// Arrays about as large as a texture of one value a texel, by hand: `node packages/webgl/test/large-arrays.mjs` after a build.
// 2 GB of memory.
import { startBrowser, webgl } from '../../../tools/dist/browser/browser.js';

for (const [rows, length] of [
  [4096, 4096],
  // 8192² + 1 elements.
  [13_421_773, 5],
]) {
  const browser = await startBrowser({ args: webgl });
  try {
    const page = await browser.open();
    const call = {
      module: 'packages/webgl/test/browser/page.ts',
      name: 'mismatchesAt',
      args: [rows, length],
    };
    const start = performance.now();
    const { compared, mismatches } = await page.call(call);
    const seconds = ((performance.now() - start) / 1000).toFixed(0);
    console.log(`[${rows}, ${length}]: ${compared} elements, ${mismatches} mismatches, ${seconds} s`);
    if (mismatches > 0) process.exitCode = 1;
  } finally {
    await browser.close();
  }
}
