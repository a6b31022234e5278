import { type Browser, startBrowser, webgl, webgpu } from '../../tools/browser/browser.ts';
import { type PassReport, type PassRequest, weightOf } from '../run-pass.ts';
import { bytesMoved, type Scenario } from '../scenarios.ts';
import type { PlaceHooks, PlaceReport, PlaceRunner } from './place-runner.ts';

/** Threads can share memory with the page, which is isolated; a GPU is played by SwiftShader. */
const flags: readonly string[] = [...webgpu, ...webgl, '--js-flags=--expose-gc'];

/** From so many bytes on a scenario has a page of its own: what pages had is given back with them. */
const large = 2 ** 28;

/** Headless Chromium: a browser for each pass, whose page runs `passInPage` of `module`. */
export function chromiumPlace(module: string): PlaceRunner {
  return {
    name: 'chromium',
    async run(request, hooks): Promise<PlaceReport> {
      hooks.signal.throwIfAborted();
      const browser = await startBrowser({ args: flags, isolation: 'cross-origin' });
      const end = (): void => void browser.close().catch(() => undefined);
      hooks.signal.addEventListener('abort', end, { once: true });
      try {
        return await reportOf(browser, module, request, hooks);
      } finally {
        hooks.signal.removeEventListener('abort', end);
        if (!hooks.signal.aborted) await browser.close();
      }
    },
  };
}

async function reportOf(
  browser: Browser,
  module: string,
  request: PassRequest,
  hooks: PlaceHooks,
): Promise<PlaceReport> {
  const deadline = performance.now() + request.milliseconds;
  const parts = partsOf(request.scenarios);
  const weights = parts.map((part) => part.reduce((sum, each) => sum + weightOf(each), 0));
  let report: PlaceReport = { ...nothing, version: '', flags };
  for (const [i, part] of parts.entries()) {
    const left = deadline - performance.now();
    const rest = weights.slice(i).reduce((a, b) => a + b, 0);
    const given: PassRequest = {
      ...request,
      scenarios: part,
      milliseconds: (left * weights[i]!) / rest,
      share: i === 0 ? request.share : 0,
    };
    hooks.progress(part.map(({ name }) => name).join(', '));
    const { version, own } = await inPage(browser, module, given, hooks.signal);
    report = { ...merged(report, own), version: version ?? report.version, flags };
    if (own.wrong !== undefined) break;
  }
  return report;
}

/** In a page of its own. A page that fails is tried again once; what fails twice is left out. */
async function inPage(
  browser: Browser,
  module: string,
  request: PassRequest,
  signal: AbortSignal,
): Promise<{ readonly version?: string; readonly own: PassReport }> {
  let reason = '';
  for (let attempt = 0; attempt < 2; attempt++) {
    const page = await browser.open();
    try {
      const version = String(await page.call({ module, name: 'versionInPage' }));
      const own = (await page.call({ module, name: 'passInPage', args: [request] })) as PassReport;
      return { version, own };
    } catch (error) {
      signal.throwIfAborted();
      reason = error instanceof Error ? error.message : String(error);
    } finally {
      await page.close().catch(() => undefined);
    }
  }
  const leftOut = request.scenarios.map(({ name }) => ({
    contender: 'everyone',
    scenario: name,
    reason: `the page failed: ${reason.replaceAll(/\s+/g, ' ').slice(0, 300)}`,
  }));
  return { own: { ...nothing, leftOut } };
}

const nothing: PassReport = { versions: {}, scenarios: [], leftOut: [], overheads: {}, scoreboard: [] };

function partsOf(scenarios: readonly Scenario[]): Scenario[][] {
  const isLarge = (scenario: Scenario): boolean => bytesMoved(scenario) >= large;
  const small = scenarios.filter((each) => !isLarge(each));
  return [small, ...scenarios.filter(isLarge).map((each) => [each])].filter((part) => part.length > 0);
}

function merged(a: PassReport, b: PassReport): PassReport {
  const wrong = a.wrong ?? b.wrong;
  return {
    versions: { ...a.versions, ...b.versions },
    scenarios: [...a.scenarios, ...b.scenarios],
    leftOut: [...a.leftOut, ...b.leftOut],
    overheads: { ...a.overheads, ...b.overheads },
    scoreboard: [...a.scoreboard, ...b.scoreboard],
    ...(wrong !== undefined && { wrong }),
  };
}
