import { chromium, firefox, type Page, type Browser as Started, webkit } from 'playwright-core';
import { ensureChromium } from '../chromium.mjs';
import { type ServerSettings, startModuleServer } from './module-server.ts';

/** Whose browser it is. Chromium is the machine's own; the others are what `npx playwright-core install` fetches. */
export type Engine = 'chromium' | 'firefox' | 'webkit';

/** How a browser is started, and what its pages get. */
export interface BrowserSettings extends ServerSettings {
  /** Default 'chromium'. */
  readonly engine?: Engine;
  /** Arguments of Chromium besides the usual ones: `webgpu`, `webgl`, or others. */
  readonly args?: readonly string[];
}

/** A function of a module. */
interface Call {
  /** From the root of the repository, or of the page's server: `packages/…/page.mjs`. */
  readonly module: string;
  readonly name: string;
  /** Plain data. */
  readonly args?: readonly unknown[];
}

/** A headless browser on this repository's modules. */
export interface Browser {
  /** A page that keeps the modules that were called: an empty one, or that of another server. */
  open(address?: string): Promise<OpenPage>;
  /** Ends the pages too. */
  close(): Promise<void>;
}

/** A page of a browser. */
export interface OpenPage {
  /**
   * What the function gives, as plain data. Rejects with what it throws, and where the page has an error on its console
   * or one that nothing caught, be it of a call at the same time.
   */
  call(call: Call): Promise<unknown>;
  close(): Promise<void>;
}

// Works as root, and asks nothing of the network.
export const usual: readonly string[] = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** WebGPU without a GPU. */
export const webgpu: readonly string[] = ['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader'];
/**
 * WebGL2 without a GPU. Each program is compiled when it draws, and not also ahead, for a framebuffer that it may never have, and
 * in parts: compiling is most of what playing a GPU costs.
 */
export const webgl: readonly string[] = [
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--disable-angle-features=warmUpPipelineCacheAtLink,warmUpGraphicsPipelineCache,supportsGraphicsPipelineLibrary',
];

/** Starts it with a server for its pages; `close` ends both. Throws where there is none. */
export async function startBrowser({
  engine = 'chromium',
  args = [],
  ...settings
}: BrowserSettings = {}): Promise<Browser> {
  const server = await startModuleServer(settings);
  const browser = await launch(engine, args).catch(async (error) => {
    await server.close();
    throw error;
  });
  // One for all pages, so that they share what was loaded.
  const context = await browser.newContext();
  return {
    open: async (address = server.origin) => openPage(await context.newPage(), address),
    async close() {
      await browser.close();
      await server.close();
    },
  };
}

async function launch(engine: Engine, args: readonly string[]): Promise<Started> {
  if (engine !== 'chromium') return { firefox, webkit }[engine].launch({ args: [...args] });
  return chromium.launch({ executablePath: ensureChromium(), args: [...usual, ...args] });
}

async function openPage(page: Page, address: string): Promise<OpenPage> {
  let complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('crash', () => complaints.push('the page crashed'));
  await page.goto(address);
  return {
    async call({ module, name, args = [] }) {
      const [path, method, given] = [`/${module}`, name, args].map((value) => JSON.stringify(value));
      const called = page.evaluate(`import(${path}).then((loaded) => loaded[${method}](...${given}))`);
      const result = await called.catch((error) => {
        throw new Error([String(error.message), ...complaints].join('\n'), { cause: error });
      });
      const heard = complaints;
      complaints = [];
      if (heard.length > 0) throw new Error(`the page complains: ${heard.join('\n')}`);
      return result;
    },
    close: () => page.close(),
  };
}
