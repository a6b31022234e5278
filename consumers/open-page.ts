import { type Browser, chromium } from 'playwright-core';
import { inject } from 'vitest';

/** What a page logs, and what it has on its console as errors or warnings, or throws. */
export interface Heard {
  readonly printed: string;
  readonly complaints: readonly string[];
}

let connected: Promise<Browser> | undefined;

/** Opens an address in Chromium until it has logged so many lines, or thrown. */
export async function openPage(address: string, lines = 1): Promise<Heard> {
  connected ??= chromium.connect(inject('browser'));
  const context = await (await connected).newContext();
  try {
    const page = await context.newPage();
    const [printed, complaints]: [string[], string[]] = [[], []];
    const heard = new Promise<void>((resolve) => {
      page.on('console', (message) => {
        if (message.type() === 'log') printed.push(message.text());
        if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
        if (printed.length >= lines) resolve();
      });
      page.on('pageerror', (error) => {
        complaints.push(String(error));
        resolve();
      });
      page.on('crash', () => {
        complaints.push('the page crashed');
        resolve();
      });
    });
    await page.goto(address);
    await heard;
    return { printed: printed.map((line) => `${line}\n`).join(''), complaints };
  } finally {
    await context.close();
  }
}
