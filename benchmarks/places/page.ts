import { oursInPage } from '../contenders/page.ts';
import { peersInPage } from '../peers/page.ts';
import { type PassReport, type PassRequest, runPass } from '../run-pass.ts';

/** A pass in a page: plain data in and out. */
export async function passInPage(request: PassRequest): Promise<PassReport> {
  return await runPass([...oursInPage(), ...peersInPage()], request);
}

/** Of the browser, by its own words. */
export function versionInPage(): string {
  return /(?:Headless)?(?:Chrome|Firefox)\/[\d.]+/.exec(navigator.userAgent)?.[0] ?? navigator.userAgent;
}
