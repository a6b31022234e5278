import { caseId, totalsOf } from '@unitsphere/conformance';
import { candidates } from 'unitsphere';
import { type Engine, startBrowser, webgl, webgpu } from '../browser/browser.ts';
import type { Verified } from '../verify/verified.ts';
import type { Unavailable } from './conformed.ts';

/** What has to start in each; what else does not is said, and no failure: WebGPU and WebGL2 are not in all of them everywhere. */
const required: Readonly<Record<Engine, readonly string[]>> = {
  chromium: ['wasm', 'cpu', 'webgpu', 'webgl'],
  firefox: ['wasm', 'cpu'],
  webkit: ['wasm', 'cpu'],
};
/** Of the kit's draws: its cases all run. */
const share = 0.003;

const [engine = ''] = process.argv.slice(2);
if (!Object.hasOwn(required, engine)) {
  console.error(`npm run browsers -- ${Object.keys(required).join(' | ')}: got ${engine || 'none'}`);
  process.exit(2);
}
await conform(engine as Engine);

/** Each backend through the kit in a page of a browser. */
async function conform(engine: Engine): Promise<void> {
  const browser = await startBrowser({ engine, args: engine === 'chromium' ? [...webgpu, ...webgl] : [] });
  try {
    const page = await browser.open();
    for (const { name } of candidates) {
      const options = { share, seed: 1, module: `@unitsphere/${name}` };
      const call = { module: 'tools/dist/browsers/conformed.js', name: 'conformed', args: [name, options] };
      report(engine, name, (await page.call(call)) as Verified | Unavailable);
    }
  } finally {
    await browser.close();
  }
}

function report(engine: Engine, name: string, outcome: Verified | Unavailable): void {
  if ('unavailable' in outcome) {
    console.log(`${engine}: ${name} does not start: ${outcome.unavailable}`);
    if (required[engine].includes(name)) process.exitCode = 1;
    return;
  }
  const { results } = outcome;
  const failed = results.filter(({ status }) => status === 'failed');
  for (const result of failed) console.error(`${caseId(result)}\n${result.reason}`);
  const { elements, mismatches } = totalsOf(results);
  console.log(
    `${engine}: ${name} ${results.length} cases, ${failed.length} failed, ${elements} elements, ${mismatches} mismatches`,
  );
  if (failed.length > 0 || elements === 0) process.exitCode = 1;
}
