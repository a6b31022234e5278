import { afterAll, beforeAll, expect, test } from 'vitest';
import { axeViolations, overflow } from './axe-violations.ts';
import { startPage, type TestPage } from './page.ts';

let served: TestPage;
beforeAll(async () => {
  served = await startPage();
});
afterAll(() => served?.close());

test('only with the headers of isolation do pages share memory', async () => {
  for (const isolated of [true, false]) {
    const { page, close } = await served.open({ isolated });
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(isolated);
    await close();
  }
});

test('there are WebGL2 and WebGPU, or neither, as a visit says', async () => {
  for (const gpu of [true, false]) {
    const { page, close } = await served.open({ gpu });
    const there = await page.evaluate(async () => [
      new OffscreenCanvas(1, 1).getContext('webgl2') !== null,
      Boolean(await navigator.gpu?.requestAdapter()),
    ]);
    expect(there).toEqual([gpu, gpu]);
    await close();
  }
});

test('arrow keys, Home and End choose tabs, and the address and going back follow', async () => {
  const { page, complaints, close } = await served.open();
  const chosen = () => page.locator('[role=tab][aria-selected=true]').textContent();
  const shown = () => page.locator('[role=tabpanel]:visible').getAttribute('id');
  await page.locator('[role=tab][aria-selected=true]').focus();
  const walk: [key: string, title: string, id: string][] = [
    ['ArrowRight', 'On your machine', 'live'],
    ['End', 'Your vectors', 'vectors'],
    ['ArrowRight', 'Results', 'results'],
    ['ArrowLeft', 'Your vectors', 'vectors'],
    ['Home', 'Results', 'results'],
    ['ArrowRight', 'On your machine', 'live'],
  ];
  for (const [key, title, id] of walk) {
    await page.keyboard.press(key);
    expect([await chosen(), await shown()]).toEqual([title, id]);
    expect(new URL(page.url()).hash).toBe(`#${id}`);
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(title);
  }
  await page.goBack();
  expect(await shown()).toBe('results');
  expect(complaints).toEqual([]);
  await close();
});

test('what asks another host is refused, and heard by the tests', async () => {
  const { page, complaints, close } = await served.open();
  await page.evaluate(() => fetch('http://127.0.0.2:9/elsewhere').catch(() => {}));
  expect(complaints.join('\n')).toContain('Content Security Policy');
  await close();
});

test('a fault of contrast or of names is found by axe-core', async () => {
  const { page, close } = await served.open();
  expect(await axeViolations(page)).toEqual([]);
  await page.evaluate(() => {
    const faint = document.createElement('p');
    faint.textContent = 'faint';
    [faint.style.color, faint.style.background] = ['#888', '#999'];
    document.querySelector('main')!.append(faint, document.createElement('input'));
  });
  expect((await axeViolations(page)).map((line) => line.split(':')[0])).toEqual(
    expect.arrayContaining(['color-contrast', 'label']),
  );
  expect(await overflow(page)).toBe(0);
  await close();
});
