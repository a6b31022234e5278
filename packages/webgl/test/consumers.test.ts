import { exec } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { normalize } from '@unitsphere/cpu';
import { build, createServer, preview } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Browser, type OpenPage, startBrowser, webgl } from '../../../tools/browser/browser.ts';

// A page of somebody's who has the two packages as they would be published, and gpu.js.

const repository = fileURLToPath(new URL('../../../', import.meta.url));
const root = realpathSync(mkdtempSync(join(tmpdir(), 'consumer-')));
const folder = join(root, 'page');
const modules = join(folder, 'node_modules');

/** What `vite`, `vite build` and `vite preview` do, at a free port. */
const asShipped = {
  root: folder,
  configFile: false,
  logLevel: 'error',
  server: { host: '127.0.0.1', port: 0 },
  preview: { host: '127.0.0.1', port: 0 },
} as const;

let browser: Browser;
const ends: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  cpSync(join(repository, 'packages/webgl/test/consumer'), folder, { recursive: true });
  const packages = ['core', 'webgl'].map((name) => JSON.stringify(join(repository, 'packages', name)));
  await run(`npm pack ${packages.join(' ')}`, root);
  const tarballs = readdirSync(root).filter((name) => name.endsWith('.tgz'));
  // gpu.js comes from here, since there may be no registry: without the packages that it has for Node alone.
  const paths = tarballs.map((name) => `../${name}`).join(' ');
  await run(`npm install --offline --legacy-peer-deps --no-audit --no-fund ${paths}`, folder);
  cpSync(join(repository, 'node_modules/gpu.js'), join(modules, 'gpu.js'), {
    recursive: true,
    filter: (path) => !path.endsWith('node_modules'),
  });
  browser = await startBrowser({ args: webgl });
});

afterAll(async () => {
  await browser?.close();
  for (const end of ends) await end();
  rmSync(root, { recursive: true, force: true });
});

/** Runs a line in a shell, without what npm and the test runner leave in the environment. */
async function run(line: string, cwd: string): Promise<void> {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(npm_|NODE_|VITEST|INIT_CWD)/i.test(name)),
  );
  await promisify(exec)(line, { cwd, env });
}

async function inDevelopment(): Promise<OpenPage> {
  const server = await createServer(asShipped);
  ends.push(() => server.close());
  await server.listen();
  return browser.open(server.resolvedUrls!.local[0]!);
}

async function inProduction(): Promise<OpenPage> {
  await build(asShipped);
  const server = await preview(asShipped);
  ends.push(() => server.close());
  return browser.open(server.resolvedUrls!.local[0]!);
}

const problems = [
  { shape: [64, 16] },
  { shape: [64, 16], p: 1, like: 'sklearn' },
  { shape: [8, 8, 16], axis: 1, like: 'tensorflow' },
  { shape: [16, 64], axis: 0, rule: 'add', epsilon: 1e-30 },
] as const;

/** By problem, the bits of the same 1024 values, of every kind. */
function expectedBits(): number[][] {
  return problems.map((options) => bitsOf(normalize(values(), options)));
}

async function bitsIn(page: OpenPage): Promise<number[][]> {
  const found: number[][] = [];
  for (const options of problems) {
    const call = { module: 'asked.js', name: 'bitsOfResult', args: [bitsOf(values()), options] };
    found.push((await page.call(call)) as number[]);
  }
  return found;
}

/** Every fourth slice of 16 has any bits, infinities and NaN included; others are large, ordinary or subnormal throughout. */
function values(): Float32Array {
  const random = new Uint32Array(1024);
  let state = 1;
  for (let i = 0; i < random.length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const kind = Math.floor(i / 16) % 4;
    const exponent = [state >>> 24, 0, 120, 254][kind]!;
    random[i] = (state & 0x80000000) | (exponent << 23) | ((state >>> 3) & 0x7fffff);
  }
  return new Float32Array(random.buffer);
}

function bitsOf(values: Float32Array): number[] {
  return [...new Uint32Array(values.buffer, values.byteOffset, values.length)];
}

test("what is installed is the built package, without gpu.js's packages for Node", () => {
  expect(readdirSync(modules).filter((name) => !name.startsWith('.'))).toEqual(['@unitsphere', 'gpu.js']);
  const installed = join(modules, '@unitsphere/webgl');
  expect(realpathSync(installed)).toBe(installed);
  expect(existsSync(join(installed, 'src'))).toBe(false);
});

test("a page on Vite's development server has the bits of cpu", async () => {
  expect(await bitsIn(await inDevelopment())).toEqual(expectedBits());
});

test('so has its minified build', async () => {
  const page = await inProduction();
  const assets = join(folder, 'dist/assets');
  const scripts = readdirSync(assets).map((name) => readFileSync(join(assets, name), 'utf8'));
  expect(scripts.filter((text) => text.includes('createNormalizer'))).toEqual([]);
  expect(await bitsIn(page)).toEqual(expectedBits());
});
