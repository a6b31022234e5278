import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Backend, FloatArray } from '@unitsphere/core';
import { cpu } from '@unitsphere/cpu';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { resultsOf } from './results-of.ts';

let folder: string;

/** Wrong in all that it does; nothing but its argument is used, so that its text is a module's. */
function spoil(right: ReturnType<typeof cpu>): Backend<FloatArray, 'sync'> {
  return {
    ...right,
    norms: (...call) => right.norms(...call).map((norm) => norm * 2),
    gradient: (...call) => right.gradient(...call).map((v) => v * 2),
    normalize: (...call) => right.normalize(...call).fill(0.25),
    normalizeWithNorms(...call) {
      const made = right.normalizeWithNorms(...call);
      return { ...made, tally: made.tally.fill(9) };
    },
  };
}

beforeAll(() => {
  // Within the repository, where node finds its packages.
  folder = mkdtempSync(fileURLToPath(new URL('../../../node_modules/.reproduction-', import.meta.url)));
  const source = `import { cpu } from '@unitsphere/cpu';\nexport const create = () => (${spoil})(cpu());\n`;
  writeFileSync(join(folder, 'wrong.mjs'), source);
});

afterAll(() => rmSync(folder, { recursive: true }));

test.each([
  ['values: constant slices'],
  ['norms are as close as claimed for float32: integers'],
  ['zero, non-finite and clamped slices are counted for float32: norms next to epsilon, p = 1'],
  ['the gradient is right for float32: ordinary values'],
  ['like torch gives what its framework publishes'],
])('the reproduction of a failure of "%s" runs and shows it', async (only) => {
  const [result] = await resultsOf(() => spoil(cpu()), { only, quick: true, module: './wrong.mjs' });
  expect(result!.status).toBe('failed');
  const program = join(folder, 'show.mjs');
  writeFileSync(program, result!.reproduction!);
  const shown = execFileSync(process.execPath, [program], {
    encoding: 'utf8',
    env: { ...process.env, FORCE_COLOR: '0' },
  });
  const got = /\] is (\S+)/.exec(result!.reproduction!)?.[1];
  if (got !== undefined) expect(shown.split(' ')[0]).toBe(got);
  expect(shown).not.toBe('');
});
