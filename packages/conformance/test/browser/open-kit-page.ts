import { type BrowserSettings, startBrowser } from '../../../../tools/browser/browser.ts';
import type { CaseResult, RunOptions } from '../../src/index.ts';

/** What came of a run in a page. */
interface Outcome {
  readonly results: readonly CaseResult[];
  readonly error?: { readonly name: string; readonly code?: string; readonly message: string };
  readonly milliseconds: number;
  /** Workers that were started. */
  readonly started: number;
}

/** The functions of page.mjs. */
export interface KitPage {
  /** `run` in the page itself. */
  inPage(backend: string, options: RunOptions): Promise<Outcome>;
  /** Of these backends the first worker has the first, and so on; the last is for all that follow. */
  inWorkers(backends: readonly string[], options: RunOptions): Promise<Outcome>;
  /** In workers of any file. */
  ofFile(file: string, options: RunOptions): Promise<Outcome>;
  /** What becomes of a worker when the loop over its results is left. */
  fateOfWorker(): Promise<'ended' | 'alive'>;
  close(): Promise<void>;
}

const module = 'packages/conformance/test/browser/page.mjs';

/** A page with the built kit. */
export async function openKitPage(settings: BrowserSettings = {}): Promise<KitPage> {
  const browser = await startBrowser(settings);
  const { call } = await browser.open();
  const outcome = async (name: string, args: readonly unknown[]): Promise<Outcome> =>
    (await call({ module, name, args })) as Outcome;
  return {
    inPage: (...args) => outcome('resultsInPage', args),
    inWorkers: (...args) => outcome('resultsInWorkers', args),
    ofFile: (...args) => outcome('resultsOfFile', args),
    fateOfWorker: async () => (await call({ module, name: 'fateOfWorker' })) as 'ended' | 'alive',
    close: browser.close,
  };
}
