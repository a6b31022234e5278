import { afterAll, beforeAll } from 'vitest';
import { type Browser, type OpenPage, startBrowser, webgl } from '../../../tools/browser/browser.ts';

/** Calls a function of a module of test/browser. */
type Call = (module: string, name: string, ...args: readonly unknown[]) => Promise<unknown>;

/** A page with WebGL2 from before the first test of a file until after its last one. */
export interface WebglPage {
  readonly call: Call;
  /** The same in another page of this browser. */
  readonly callElsewhere: Call;
}

export function webglPage(): WebglPage {
  let browser: Browser;
  let page: OpenPage;
  beforeAll(async () => {
    browser = await startBrowser({ args: webgl });
    page = await browser.open();
  });
  afterAll(() => browser?.close());
  const callOn = (on: OpenPage, [module, name, ...args]: Parameters<Call>) =>
    on.call({ module: `packages/webgl/test/browser/${module}`, name, args });
  return {
    call: (...given) => callOn(page, given),
    callElsewhere: async (...given) => callOn(await browser.open(), given),
  };
}
