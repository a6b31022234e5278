import { readdirSync, readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { parseResults } from '../../results.ts';
import { axeViolations, overflow } from './axe-violations.ts';
import { screenshot, startPage, type TestPage, type Visit, type Visited } from './page.ts';

let site: TestPage;
beforeAll(async () => {
  site = await startPage();
});
afterAll(() => site?.close());

const visits: Visited[] = [];
// Else what a failed test left running would hold up the others.
afterEach(async () => {
  for (const visit of visits.splice(0)) await visit.close();
});

async function open(visit: Visit): Promise<Visited> {
  const visited = await site.open(visit);
  visits.push(visited);
  visited.page.setDefaultTimeout(120_000);
  return visited;
}

const names = ['cpu', 'wasm', 'webgpu', 'webgl'];
const start = (page: Page, what: 'conformance' | 'benchmark') =>
  page.getByRole('button', { name: `Run ${what}` });
const cancel = (page: Page) => page.getByRole('button', { name: 'Cancel' });
const said = (page: Page, text: RegExp) => page.locator('#live [role=status]').filter({ hasText: text });
const alert = (page: Page) => page.locator('#live .job [role=alert]');

/** Waits until the job has ended well. */
async function ended(page: Page, text: RegExp): Promise<void> {
  const fault = alert(page).filter({ hasText: 'It failed' });
  await said(page, text).or(fault).waitFor();
  if (await fault.isVisible()) throw new Error(await fault.innerText());
}

async function choose(
  page: Page,
  backends: readonly string[],
  scenarios: readonly string[] = [],
): Promise<void> {
  const group = (name: string) => page.getByRole('group', { name }).getByRole('checkbox');
  for (const [name, chosen] of [
    ['Backends', backends],
    ['Scenarios', scenarios],
  ] as const) {
    for (const box of await group(name).all())
      if (await box.isEnabled()) await box.setChecked(chosen.includes((await box.getAttribute('value'))!));
  }
}

/** Text of a table's cells, by row. */
async function rowsOf(page: Page, caption: RegExp): Promise<string[][]> {
  const table = page.locator('#live').getByRole('table', { name: caption });
  return table
    .locator('tbody tr')
    .evaluateAll((rows) =>
      (rows as HTMLTableRowElement[]).map((row) => [...row.cells].map((cell) => cell.textContent)),
    );
}

/** Before any other script of the worker. */
async function inWorker(page: Page, script: string): Promise<void> {
  await page.route(/\/worker-[^/]*\.js$/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${script}\n${await response.text()}` });
  });
}

async function showLive(page: Page): Promise<void> {
  await page.getByRole('tab', { name: 'On your machine' }).click();
}

test('what this browser has is said, all four backends can be chosen, and a job on a GPU can be cancelled', async () => {
  const { page, complaints, elsewhere } = await open({ tab: 'live', gpu: true });
  await start(page, 'conformance').waitFor();
  const lines = await page.locator('.capabilities li').allTextContents();
  expect(lines).toHaveLength(4);
  for (const line of lines) expect(line).toContain('✓');
  expect(lines.join(' ')).toMatch(/cross-origin isolated.*swiftshader.*SwiftShader/);
  for (const name of names) expect(await page.getByLabel(name, { exact: true }).isChecked()).toBe(true);
  await choose(page, ['webgl']);
  await start(page, 'conformance').click();
  await said(page, /^0 %: webgl: values: /).waitFor();
  await cancel(page).click();
  await said(page, /^Cancelled/).waitFor();
  await expect.poll(() => page.workers().length, { timeout: 60_000 }).toBe(0);
  expect(complaints).toEqual([]);
  expect(elsewhere).toEqual([]);
});

test('without isolation, WebGPU and WebGL there are words for each, and the rest still runs', async () => {
  const { page, complaints } = await open({ tab: 'live', isolated: false });
  await start(page, 'conformance').waitFor();
  const lines = await page.locator('.capabilities li').allTextContents();
  expect(lines[0]).toContain('✓ WebAssembly SIMD');
  expect(lines[1]).toMatch(/✗ Threads.*Cross-Origin-Opener-Policy: same-origin.*require-corp/);
  expect(lines[2]).toMatch(/✗ WebGPU: missing.*adapter|✗ WebGPU: missing.*switched off/);
  expect(lines[3]).toMatch(/✗ WebGL2 with float textures: missing.*WebGL2 context.*acceleration/);
  const group = page.getByRole('group', { name: 'Backends' });
  expect(await group.innerText()).toMatch(/webgpu does not start: .*webgl does not start: /s);
  for (const name of ['webgpu', 'webgl'])
    expect(await page.getByLabel(name, { exact: true }).isDisabled()).toBe(true);
  await choose(page, ['wasm'], ['[1, 768]']);
  await start(page, 'benchmark').click();
  await ended(page, /Measured in/);
  expect(await page.locator('#live').innerText()).toMatch(/not cross-origin isolated/);
  expect(await axeViolations(page)).toEqual([]);
  await screenshot(page, 'live-missing-light-1280');
  expect(complaints).toEqual([]);
});

test('conformance of cpu and wasm passes with its figures, in workers alone', async () => {
  const { page, complaints } = await open({});
  const scripts = new Set<string>();
  page.context().on('request', (request) => {
    if (request.url().endsWith('.js')) scripts.add(new URL(request.url()).pathname);
  });
  await page.reload();
  await showLive(page);
  await start(page, 'conformance').waitFor();
  await choose(page, ['cpu', 'wasm']);
  await page.getByLabel('How much').selectOption('0.001');
  await start(page, 'conformance').click();
  await ended(page, /All [1-9]\d+ cases passed, \d+ skipped, on cpu, wasm/);
  for (const name of ['cpu', 'wasm']) {
    const rows = await rowsOf(page, new RegExp(`by family, ${name}`));
    expect(rows.length).toBeGreaterThan(20);
    // Its cases stand between those of other families.
    expect(Number(rows.find(([family]) => family === 'in place')![1])).toBeGreaterThan(1);
    const [family, passed, failed, skipped, elements, mismatches, worst, exact] = rows[0]!;
    expect([family, failed, skipped, mismatches, Number(worst), exact]).toEqual([
      'values',
      '0',
      '0',
      '0',
      0.5,
      '100 %',
    ]);
    expect(Number(passed)).toBeGreaterThan(20);
    expect(Number(elements!.replaceAll(',', ''))).toBeGreaterThan(10_000);
  }
  const skips = page.locator('[data-backend=wasm] details');
  await skips.getByText(/skipped, and why/).click();
  expect(await skips.getByRole('listitem').first().innerText()).toMatch(/capabilities/);
  // Kernels and the kit's cases; a file of results has the names of both.
  const withWork = async (path: string): Promise<boolean> =>
    /subnormal values|i32x4|f32x4/.test(await page.evaluate(async (url) => (await fetch(url)).text(), path));
  const working: string[] = [];
  const files = readdirSync(new URL('../../results/', import.meta.url)).map((file) => file.split('-')[0]);
  const isResults = (path: string): boolean => files.some((start) => path.includes(`/${start}-`));
  for (const path of scripts)
    if (!isResults(path) && (await withWork(path))) working.push(path.replace(/.*\/|-.*/g, ''));
  expect(scripts.size).toBeGreaterThan(working.length);
  expect(working).toEqual(['worker']);
  expect(complaints).toEqual([]);
});

test('a family of cases on a GPU, and a benchmark on every backend, saved as what was shown', async () => {
  const { page, complaints, elsewhere } = await open({ tab: 'live', gpu: true });
  await start(page, 'conformance').waitFor();
  await choose(page, names, ['[1, 768]']);
  await page.getByLabel('How much').selectOption('0.001');
  await page.getByLabel('Families of cases', { exact: true }).selectOption('contract: capabilities');
  await start(page, 'conformance').click();
  await ended(page, /All [1-9]\d* cases passed|cases failed/);
  for (const name of names) {
    const rows = await rowsOf(page, new RegExp(`by family, ${name}`));
    expect(rows).toEqual([
      ['contract: capabilities', expect.stringMatching(/^[1-9]/), '0', ...rows[0]!.slice(3)],
    ]);
  }

  await start(page, 'benchmark').click();
  await ended(page, /Measured in/);
  const rows = await rowsOf(page, /^\[1, 768\]/);
  for (const name of names) {
    const own = rows.filter(([contender]) => contender!.split(',')[0] === name);
    expect(own.length, name).toBeGreaterThan(0);
    for (const [, ulp, exact, ratio] of own)
      expect([ulp, exact, ratio]).toEqual(['0', '100 %', expect.stringMatching(/^[\d.]+ ×$/)]);
  }
  expect(rows.map(([contender]) => contender)).toContain('plain loop');

  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as JSON' }).click();
  const file = await downloading;
  expect(file.suggestedFilename()).toMatch(/^unitsphere-\d{4}-\d\d-\d\d\.json$/);
  const path = await file.path();
  const saved = parseResults(JSON.parse(readFileSync(path, 'utf8')));
  expect(saved.passes).toBe(3);
  expect(saved.confidence).toBe(0.95);
  expect(saved.places[0]!.flags[0]).toBe('cross-origin-isolated=true');
  const measured = saved.measurements.map(({ contender }) => contender);
  expect(new Set(measured)).toEqual(new Set(rows.map(([contender]) => contender)));
  expect(measured).toHaveLength(rows.length);
  for (const { kind, ratio, accuracy } of saved.measurements)
    expect([ratio?.passes.length, accuracy?.elements]).toEqual(
      kind === 'roof' ? [undefined, undefined] : [3, 3 * 768],
    );

  for (const colorScheme of ['light', 'dark'] as const) {
    for (const width of [1280, 390]) {
      // Colours in transition are neither theme's.
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.setViewportSize({ width, height: 900 });
      expect(await axeViolations(page), `${colorScheme}, ${width}`).toEqual([]);
      expect(await overflow(page)).toBe(0);
      await screenshot(page, `live-${colorScheme}-${width}`);
    }
  }
  await page.setViewportSize({ width: 320, height: 700 });
  expect(await overflow(page)).toBe(0);

  await page.getByRole('tab', { name: 'Results' }).click();
  await page.locator('#results input[type=file]').setInputFiles(path);
  await page.getByRole('heading', { name: `Results of ${saved.machine.name}` }).waitFor();
  expect(complaints).toEqual([]);
  expect(elsewhere).toEqual([]);
});

test('while a job runs the page answers, and Cancel ends the job and its worker', async () => {
  const { page, complaints } = await open({ tab: 'live' });
  await start(page, 'conformance').waitFor();
  await expect.poll(() => page.workers().length, { timeout: 60_000 }).toBe(0);
  await choose(page, ['wasm'], ['[1, 768]']);
  await page.getByLabel('How much').selectOption('1');
  await start(page, 'conformance').click();
  await said(page, /^\d+ %: wasm: values: /).waitFor();
  expect(page.workers()).toHaveLength(1);
  expect(await start(page, 'benchmark').isDisabled()).toBe(true);
  await page.getByLabel('Sizes').selectOption('all');
  expect(await page.getByLabel('[100000, 384]').isChecked()).toBe(true);
  await cancel(page).click();
  await said(page, /^Cancelled/).waitFor();
  await expect.poll(() => page.workers().length, { timeout: 60_000 }).toBe(0);
  expect(await cancel(page).isVisible()).toBe(false);

  await page.getByLabel('Sizes').selectOption('small');
  await start(page, 'benchmark').click();
  await said(page, /^\d+ %: pass 1 of 3, /).waitFor();
  await cancel(page).click();
  await said(page, /^Cancelled/).waitFor();
  await expect.poll(() => page.workers().length, { timeout: 60_000 }).toBe(0);
  expect(await page.getByRole('button', { name: 'Save as JSON' }).isVisible()).toBe(false);
  expect(complaints).toEqual([]);
});

test('the keyboard alone starts a job, cancels it, and keeps its place', async () => {
  const { page } = await open({ tab: 'live' });
  await start(page, 'conformance').waitFor();
  await page.locator('[role=tab][aria-selected=true]').focus();
  const focused = () => page.evaluate(() => document.activeElement?.textContent);
  const seen: unknown[] = [];
  for (let i = 0; i < 20 && seen.at(-1) !== 'Run conformance'; i++) {
    await page.keyboard.press('Tab');
    seen.push(await focused());
  }
  expect(seen.at(-1)).toBe('Run conformance');
  await page.keyboard.press('Enter');
  await said(page, /^\d+ %: cpu: /).waitFor();
  expect(await focused()).toBe('Cancel');
  await page.keyboard.press('Enter');
  await said(page, /^Cancelled/).waitFor();
  expect(await focused()).toBe('Run conformance');
});

test('a browser that calculates wrongly is found out, by conformance and before anything is timed', async () => {
  const { page } = await open({});
  await inWorker(page, '{ const root = Math.sqrt; Math.sqrt = (x) => root(x) * (1 + 2 ** -23); }');
  await showLive(page);
  await start(page, 'conformance').waitFor();
  await choose(page, ['cpu'], ['[1, 768]']);
  await page.getByLabel('How much').selectOption('0.001');
  await page.getByLabel('Families of cases', { exact: true }).selectOption('values');
  await start(page, 'conformance').click();
  await ended(page, /[1-9]\d* of \d+ cases failed/);
  const [row] = await rowsOf(page, /by family, cpu/);
  expect(Number(row![2])).toBeGreaterThan(0);
  expect(row![5]).toMatch(/^[1-9]/);
  const failure = page.locator('.failure').first();
  expect(await failure.locator('.reason').innerText()).toMatch(/expected/);
  expect(await failure.locator('pre').innerText()).toContain('normalize');
  expect(await axeViolations(page)).toEqual([]);
  await screenshot(page, 'live-failure');
  await start(page, 'benchmark').click();
  await alert(page).filter({ hasText: 'It failed: ' }).waitFor();
  expect(await alert(page).innerText()).toMatch(/cpu/);
  expect(await page.getByRole('button', { name: 'Save as JSON' }).isVisible()).toBe(false);
});

test('a worker that fails is told in words', async () => {
  const { page } = await open({});
  await inWorker(page, "throw new Error('out of order');");
  await showLive(page);
  const fault = page.locator('#live > [role=alert]').filter({ hasText: 'out of order' });
  await fault.waitFor();
  expect(await fault.innerText()).toMatch(
    /^It cannot be found out what this browser has: the worker stopped: /,
  );
  await expect.poll(() => page.workers().length, { timeout: 60_000 }).toBe(0);
});

test('a job without a backend or a scenario is refused in words', async () => {
  const { page } = await open({ tab: 'live' });
  await start(page, 'conformance').waitFor();
  await choose(page, [], ['[1, 768]']);
  for (const what of ['conformance', 'benchmark'] as const) {
    await start(page, what).click();
    await alert(page).filter({ hasText: 'no backend is chosen' }).waitFor();
  }
  await choose(page, ['cpu'], []);
  await start(page, 'benchmark').click();
  await alert(page).filter({ hasText: 'no scenario is chosen' }).waitFor();
});
