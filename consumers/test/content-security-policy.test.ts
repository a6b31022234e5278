import { join } from 'node:path';
import { build } from 'esbuild';
import { beforeAll, expect, inject, test } from 'vitest';
import { cell } from '../cell.ts';
import { entries, writePage } from '../entries.ts';
import { openPage } from '../open-page.ts';
import { sets, unitBits } from '../sets.ts';

/** Scripts from the page's own server and nothing else: no eval, nothing inline, no workers, no requests. */
const strict =
  "default-src 'none'; script-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'";
/** WebAssembly is compiled from what the package holds, which browsers count as eval of a kind of its own. */
const withWebAssembly = strict.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'");
const needWebAssembly: readonly string[] = ['wasm', 'unitsphere'];

beforeAll(async () => {
  const outdir = join(inject('root'), 'policy');
  await build({ entryPoints: entries(), outdir, bundle: true, format: 'esm', logLevel: 'error' });
});

async function under(policy: string, name: string) {
  const address = await writePage(`policy/${name}.html`, `policy/${name}.js`);
  return openPage(`${address}?csp=${encodeURIComponent(policy)}`);
}

test.for(sets)(
  'a page with a strict Content-Security-Policy prints the bits of the contract with $name',
  async (set, { task }) => {
    cell(task, 'strict CSP', set);
    const policy = needWebAssembly.includes(set.name) ? withWebAssembly : strict;
    expect(await under(policy, set.name)).toEqual({ printed: unitBits, complaints: [] });
  },
);

test("without 'wasm-unsafe-eval' wasm does not start, and says what the policy needs", async () => {
  const { printed } = await under(strict, 'wasm');
  expect(printed).toMatch(/^backend-unavailable: .*script-src needs 'wasm-unsafe-eval'/);
});

test("without 'wasm-unsafe-eval' pick goes on to cpu, with the same bits", async () => {
  expect(await under(strict, 'unitsphere')).toEqual({ printed: unitBits, complaints: [] });
});
