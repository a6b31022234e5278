import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { codeBlocks } from './code-blocks.ts';

const packages = fileURLToPath(new URL('../../', import.meta.url));
const page = readFileSync(new URL('../../../docs/write-a-backend.md', import.meta.url), 'utf8');
const command = join(packages, 'conformance/bin/conformance.js');

const ordinary = 'values: ordinary values are rounded as claimed';

/** Faults that a reader of the page could make, and the case that names each. */
const slips = [
  { from: 'x / d', to: 'x * Math.fround(1 / d)', caughtBy: ordinary },
  {
    from: 'x * 0',
    to: '0',
    caughtBy: 'values: NaN spreads, infinities become NaN, and zero slices come back',
  },
  {
    from: '(s % inner)',
    to: '0',
    caughtBy: 'axes: the axis that is named is the one that is normalized',
  },
  {
    from: "form === 'keep' ? 1 : epsilon",
    to: 'epsilon',
    caughtBy: 'p and rules: rule keep-below divides by N, and by 1 where N is below ε',
  },
];

interface Finished {
  readonly code: number | null;
  readonly printed: string;
}

/** The page's files, changed by `edit`, in a folder where the packages are installed. */
function folderOfPage(edit: (name: string, code: string) => string = (_, code) => code): string {
  const folder = mkdtempSync(join(tmpdir(), 'write-a-backend-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const scope = join(folder, 'node_modules/@unitsphere');
  mkdirSync(scope, { recursive: true });
  for (const name of ['core', 'conformance'])
    symlinkSync(join(packages, name), join(scope, name), 'junction');
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }\n');
  for (const [name, code] of codeBlocks(page))
    if (name.endsWith('.js')) writeFileSync(join(folder, name), edit(name, code));
  return folder;
}

function node(folder: string, ...args: readonly string[]): Promise<Finished> {
  return new Promise((resolve, reject) => {
    // Node's own runner would otherwise report to the one that it thinks runs it.
    const { NODE_OPTIONS: _, NODE_TEST_CONTEXT: __, ...env } = process.env;
    const child = spawn(process.execPath, args, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let printed = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (piece: Buffer) => {
        printed += piece.toString();
      });
    }
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, printed }));
  });
}

for (const { from, to, caughtBy } of slips) {
  test(`with ${to} for ${from} the page's backend fails: ${caughtBy}`, async () => {
    const folder = folderOfPage((name, code) => {
      if (name !== 'my-backend.js') return code;
      expect(code.split(from)).toHaveLength(2);
      return code.replace(from, to);
    });
    const { code, printed } = await node(folder, command, './my-backend.js', '--quick', '--only', caughtBy);
    expect(printed).toContain(`FAILED ${caughtBy}`);
    expect(code).toBe(1);
  });
}

test('the first fault fails as the page shows it', async () => {
  const { from, to, caughtBy } = slips[0]!;
  const folder = folderOfPage((_, code) => code.replace(from, to));
  const { printed } = await node(folder, command, './my-backend.js', '--quick', '--only', caughtBy);
  expect(page).toContain(`Write \`${to}\` for \`${from}\``);
  const shown = codeBlocks(page).get('failure')!.split('\n');
  expect(shown.filter((line) => !printed.includes(line))).toEqual([]);
});

test("with a planted fault the page's eight lines are red", async () => {
  const folder = folderOfPage((_, code) =>
    code
      .replace(slips[0]!.from, slips[0]!.to)
      .replace('quick: true', `only: ${JSON.stringify(ordinary)}, quick: true`),
  );
  const { code, printed } = await node(folder, '--test', '--test-reporter=tap', 'my-backend.test.js');
  expect(printed).toContain(`not ok 1 - ${ordinary}`);
  expect(code).toBe(1);
});
