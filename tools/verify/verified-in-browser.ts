import type { RunOptions } from '@unitsphere/conformance';
import { startBrowser, webgl, webgpu } from '../browser/browser.ts';
import type { Verified } from './verified.ts';

/** The same in a page of headless Chromium, on the modules of the last build. */
export async function verifiedInBrowser(name: string, options: RunOptions): Promise<Verified> {
  const browser = await startBrowser({ args: [...webgpu, ...webgl] });
  try {
    const page = await browser.open();
    const call = { module: 'tools/dist/verify/verified.js', name: 'verified', args: [name, options] };
    return (await page.call(call)) as Verified;
  } finally {
    await browser.close();
  }
}
