import { startBrowser, webgpu } from '../../tools/browser/browser.ts';
import type { Measurement } from './measurement.ts';
import { heading, load, report } from './report.ts';
import { shapes } from './shapes.ts';

const browser = await startBrowser({ args: webgpu });
try {
  const { call } = await browser.open();
  console.log(heading('Headless Chromium, SwiftShader, one device for all'));
  const measured = await call({
    module: 'benchmarks/dist/webgpu-page.js',
    name: 'measureInPage',
    args: [shapes],
  });
  for (const each of measured as Measurement[]) report(each);
} finally {
  await browser.close();
}
console.log(`load ${load()}`);
