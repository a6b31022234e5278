import { startBrowser, webgl, webgpu } from '../../tools/browser/browser.ts';
import type { Measurement } from './measure.ts';
import { heading, load, report } from './report.ts';
import { shapes } from './shapes.ts';

console.log(`\n${heading('Headless Chromium on SwiftShader')}`);
for (const [backend, args] of [
  ['webgpu', webgpu],
  ['webgl', webgl],
] as const) {
  for (const shape of shapes) {
    // One a shape: a browser keeps the memory of what its pages had.
    const browser = await startBrowser({ args });
    try {
      const { call } = await browser.open();
      const module = 'benchmarks/dist/tfjs-page.js';
      report((await call({ module, name: 'measureInPage', args: [backend, shape] })) as Measurement);
    } finally {
      await browser.close();
    }
  }
}
console.log(`load ${load()}`);
