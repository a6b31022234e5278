import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { inject } from 'vitest';
import { usual, webgl, webgpu } from '../../../tools/browser/browser.ts';
import type { LocalServer } from '../../../tools/browser/local-server.ts';
import { ensureChromium } from '../../../tools/chromium.mjs';
import { contentSecurityPolicy, isolation } from '../headers.ts';
import { readPage } from './built-page.ts';
import { serveFiles } from './serve-files.ts';

/** How the page is opened. */
export interface Visit {
  /** The tab: `results`, `live` or `vectors`. */
  readonly tab?: string;
  /** Whether pages may share memory with workers; default yes. */
  readonly isolated?: boolean;
  /** Whether there are WebGL2 and WebGPU, without hardware; default no: trying them takes the processor seconds. */
  readonly gpu?: boolean;
  readonly colorScheme?: 'light' | 'dark';
  /** Of the window, in CSS pixels; default 1280. */
  readonly width?: number;
}

/** The page, open in a window of its own. */
export interface Visited {
  /** Playwright's. */
  readonly page: Page;
  /** Errors that the page wrote to its console or that nothing caught. */
  readonly complaints: readonly string[];
  /** Addresses that were asked for of anything but the page's own server; blobs and data aside. */
  readonly elsewhere: readonly string[];
  close(): Promise<void>;
}

/** The built page and the browsers for it. */
export interface TestPage {
  open(visit?: Visit): Promise<Visited>;
  close(): Promise<void>;
}

/** Serves the page. Browsers start when a visit needs them. */
export async function startPage(): Promise<TestPage> {
  const files = readPage(inject('builtPage'));
  const policy = { 'content-security-policy': contentSecurityPolicy };
  const servers = {
    true: await serveFiles(files, { ...policy, ...isolation }),
    false: await serveFiles(files, policy),
  };
  const browsers = new Map<boolean, Promise<Browser>>();
  const browserWith = (gpu: boolean): Promise<Browser> => {
    const started = browsers.get(gpu) ?? startChromium(gpu);
    browsers.set(gpu, started);
    return started;
  };
  return {
    open: async ({ isolated = true, gpu = false, ...visit } = {}) =>
      open(await browserWith(gpu), servers[`${isolated}`], visit),
    async close() {
      for (const started of browsers.values()) await (await started).close();
      for (const server of Object.values(servers)) await server.close();
    },
  };
}

function startChromium(gpu: boolean): Promise<Browser> {
  // What is no calculation is drawn without playing a GPU.
  const args = gpu
    ? [...webgl, ...webgpu, '--disable-gpu-compositing']
    : ['--disable-gpu', '--disable-software-rasterizer'];
  return chromium.launch({ executablePath: ensureChromium(), args: [...usual, ...args] });
}

async function open(
  browser: Browser,
  { origin }: LocalServer,
  { tab, colorScheme = 'light', width = 1280 }: Visit,
): Promise<Visited> {
  const options: BrowserContextOptions = { colorScheme, viewport: { width, height: 900 } };
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const complaints: string[] = [];
  const elsewhere: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('crash', () => complaints.push('the page crashed'));
  // Of the context, not the page: workers' requests too.
  context.on('request', (request) => {
    if (!/^(blob|data):/.test(request.url()) && new URL(request.url()).origin !== origin)
      elsewhere.push(request.url());
  });
  await page.goto(`${origin}/${tab === undefined ? '' : `#${tab}`}`);
  return { page, complaints, elsewhere, close: () => context.close() };
}

/** Writes `benchmarks/dist/screenshots/<name>.png`: the whole page, from its top. */
export async function screenshot(page: Page, name: string): Promise<void> {
  const folder = fileURLToPath(new URL('../../dist/screenshots/', import.meta.url));
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: `${folder}${name}.png`, fullPage: true, animations: 'disabled' });
}
