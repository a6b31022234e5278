import { rmSync, writeFileSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import { startBrowser, webgl } from '../../../../tools/browser/browser.ts';
import { pageProgram, printed, programs } from '../guide.ts';

const folder = 'packages/tfjs/test/browser';

test(`${pageProgram} of the guide prints what the guide shows`, async () => {
  const file = new URL(pageProgram, import.meta.url);
  writeFileSync(file, programs.get(pageProgram)!);
  onTestFinished(() => rmSync(file));
  const browser = await startBrowser({ args: webgl });
  onTestFinished(() => browser.close());
  const { call } = await browser.open();
  const args = [`/${folder}/${pageProgram}`];
  const shown = await call({ module: `${folder}/guide-page.ts`, name: 'printedBy', args });
  expect(shown).toBe(printed.get(pageProgram));
});
