import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type axe from 'axe-core';
import type { Page } from 'playwright-core';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Every rule of axe-core on what is shown: a line for each element that breaks one. */
export async function axeViolations(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(source);
  const found = await page.evaluate(async () => {
    const { axe: checker } = globalThis as unknown as { axe: typeof axe };
    const tags = [...new Set(checker.getRules().flatMap((rule) => rule.tags))];
    const { violations, passes } = await checker.run(document, { runOnly: { type: 'tag', values: tags } });
    return {
      checked: passes.length,
      lines: violations.flatMap(({ id, help, nodes }) =>
        nodes.map(({ html, failureSummary }) => `${id}: ${help}: ${html}: ${failureSummary}`),
      ),
    };
  });
  if (found.checked === 0) throw new Error('axe-core checked nothing');
  return found.lines;
}

/** Pixels by which the page is wider than its window: it would scroll sideways. */
export function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
