import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Backend, FloatArray } from '@unitsphere/core';
import { cpu } from '@unitsphere/cpu';
import { expect, onTestFinished, test } from 'vitest';
import { type Create, caseId, cases, Failure } from '../src/index.ts';
import { runAlone } from '../src/run-alone.ts';
import { runCase } from '../src/run-case.ts';
import { resultsOf } from './results-of.ts';

const settings = { seed: 7, share: 1, timeLimit: 20_000, module: './my-backend.js' };
const aliasing = 'contract: repetition: the same call twenty times gives the same bits';
const one = { family: 'contract: input', name: "nobody's input ∞" };

/** Wrong in its seventh call; nothing but its argument is used, so that its text is a module's. */
const seventh = (right: ReturnType<typeof cpu>): Backend<FloatArray, 'sync'> => {
  let calls = 0;
  return {
    ...right,
    normalize: (...call) => {
      const made = right.normalize(...call);
      if (++calls === 7) made[0] = 9;
      return made;
    },
  };
};

test('a case alone is a command, and a program for where there is none', () => {
  expect(runAlone(one, settings)).toBe(
    [
      "// npx @unitsphere/conformance ./my-backend.js --only 'contract: input: nobody'\\''s input ∞' --seed 7",
      "import { run } from '@unitsphere/conformance';",
      'import { create } from "./my-backend.js";',
      '',
      'for await (const result of run(create, { only: "contract: input: nobody\'s input ∞", seed: 7 }))',
      '  console.log(result.status, result.reason);',
      '',
    ].join('\n'),
  );
});

test('what was run in part, or with another time limit, is run alone so too', () => {
  const quick = runAlone(one, { ...settings, share: 0.01, timeLimit: 1500 });
  expect(quick).toMatch(/^\/\/ npx .* --seed 7 --quick --time-limit 1\.5$/m);
  expect(quick).toContain('seed: 7, quick: true, timeLimit: 1500 })');
  const part = runAlone(one, { ...settings, share: 0.5 });
  expect(part).not.toContain('npx');
  expect(part).toContain('seed: 7, share: 0.5 })');
});

test('every contract case that fails says how it is run alone', async () => {
  const contract = cases.filter(({ family }) => family.startsWith('contract: '));
  expect(contract.length).toBeGreaterThan(30);
  for (const each of contract) {
    const failing = { ...each, run: () => Promise.reject(new Failure('wrong')) };
    const { reproduction } = await runCase(failing, cpu, settings);
    expect(reproduction).toBe(runAlone(each, settings));
  }
});

test.each<[string, Create]>([
  [
    'throws',
    () => ({
      ...cpu(),
      normalize: () => {
        throw 'boom';
      },
    }),
  ],
  [
    'does not start',
    () => {
      throw new Error('no device');
    },
  ],
  ['never settles', () => new Promise(() => {})],
  [
    'cannot be ended',
    () => ({
      ...cpu(),
      [Symbol.dispose]: () => {
        throw new Error('busy');
      },
    }),
  ],
])('a failure of a backend that %s can be run again', async (_, create) => {
  const each = cases.find((other) => caseId(other) === aliasing)!;
  const limited = { ...settings, timeLimit: 100 };
  expect(await runCase(each, create, limited)).toMatchObject({
    status: 'failed',
    reproduction: runAlone(each, limited),
  });
});

test('a program that was printed for a contract failure runs, and fails with the same words', async () => {
  const [result] = await resultsOf(() => seventh(cpu()), { only: aliasing, seed: 3, quick: true });
  const { reason, reproduction } = result!;
  expect(reproduction).toContain('seed: 3, quick: true');
  // Within the repository, where node finds its packages.
  const folder = mkdtempSync(fileURLToPath(new URL('../../../node_modules/.run-alone-', import.meta.url)));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const wrong = `import { cpu } from '@unitsphere/cpu';\nexport const create = () => (${seventh})(cpu());\n`;
  writeFileSync(join(folder, 'my-backend.js'), wrong);
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  writeFileSync(join(folder, 'again.js'), reproduction!);
  const env = { ...process.env, NO_COLOR: '1' };
  const shown = execFileSync(process.execPath, ['again.js'], { cwd: folder, encoding: 'utf8', env });
  expect(reason).toMatch(/^call 7 of 20: \[0\] is 9 /);
  expect(shown).toBe(`failed ${reason}\n`);
});
