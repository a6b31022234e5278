import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { startBrowser, webgl } from '../../../tools/browser/browser.ts';
import { pick } from '../src/index.ts';
import { run, temporaryFolder } from './run-command.ts';

const installed = fileURLToPath(new URL('../../../node_modules', import.meta.url));

test('a page gets webgl by its name', async () => {
  const browser = await startBrowser({ args: webgl });
  try {
    const page = await browser.open();
    const picked = await page.call({
      module: 'packages/unitsphere/test/browser/page.mjs',
      name: 'pickWebgl',
    });
    expect(picked).toEqual({ name: 'webgl', unit: [0.6, 0.8].map(Math.fround) });
  } finally {
    await browser.close();
  }
});

test('in Node webgl does not start, and the command says so in one line', async () => {
  const message = 'backend webgl does not start: WebGL needs a browser';
  await expect(pick({}, 'webgl')).rejects.toMatchObject({ code: 'backend-unavailable', message });
  const { code, stdout } = await run(['backends']);
  expect(stdout.toString()).toMatch(/^webgl {3}does not start: WebGL needs a browser$/m);
  expect(code).toBe(0);
});

test('without the package @unitsphere/webgl it says what to install', () => {
  const folder = join(temporaryFolder(), 'node_modules');
  mkdirSync(join(folder, '@unitsphere'), { recursive: true });
  for (const name of readdirSync(installed))
    if (name !== '@unitsphere') symlinkSync(join(installed, name), join(folder, name));
  for (const name of readdirSync(join(installed, '@unitsphere')))
    if (name !== 'webgl')
      symlinkSync(join(installed, '@unitsphere', name), join(folder, '@unitsphere', name));
  const script = `
    globalThis.WebGL2RenderingContext = class {};
    const { pick } = await import(${JSON.stringify(join(folder, 'unitsphere/dist/index.js'))});
    await pick({}, 'webgl').catch(({ code, message }) => console.log(code, message));`;
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['--preserve-symlinks', '--input-type=module', '--eval', script],
    { encoding: 'utf8' },
  );
  expect({ stdout, stderr }).toEqual({
    stdout:
      'backend-unavailable backend webgl does not start: @unitsphere/webgl does not load: it is not installed (npm install @unitsphere/webgl), or webpack left it out\n',
    stderr: '',
  });
});
