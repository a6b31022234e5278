import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { cpu } from '@unitsphere/cpu';
import { expect, test } from 'vitest';
import { type CaseResult, type Create, caseId } from '../src/index.ts';
import { resultsOf } from './results-of.ts';
import { options, signOfZeroLost } from './runners/subject.mjs';

type Status = CaseResult['status'];

interface Runner {
  readonly name: string;
  /** The folder under runners/, where the runner is started. */
  readonly folder: string;
  /** For node. */
  readonly args: readonly string[];
  /** The status of each test, by its name. */
  statuses(output: string): Readonly<Record<string, Status>>;
  /** What a test that skips itself counts as. */
  readonly skipped: Status;
}

const require = createRequire(import.meta.url);

const runners: readonly Runner[] = [
  {
    name: 'vitest',
    folder: 'vitest',
    args: [join(require.resolve('vitest/package.json'), '../vitest.mjs'), 'run', '--reporter=tap-flat'],
    statuses: tapStatuses,
    skipped: 'skipped',
  },
  {
    name: 'node:test',
    folder: 'node-test',
    args: ['--test', '--test-reporter=tap', 'conformance.mjs'],
    statuses: tapStatuses,
    skipped: 'skipped',
  },
  {
    name: 'mocha',
    folder: 'mocha',
    args: [require.resolve('mocha/bin/mocha.js'), '--reporter', 'tap', 'conformance.mjs'],
    statuses: tapStatuses,
    skipped: 'skipped',
  },
  {
    name: 'jest',
    folder: 'jest',
    args: [
      '--experimental-vm-modules',
      require.resolve('jest/bin/jest'),
      '--json',
      '--cacheDirectory',
      join(tmpdir(), 'unitsphere-jest'),
    ],
    statuses: jestStatuses,
    // A running test cannot skip itself under jest.
    skipped: 'passed',
  },
];

const intended = 'values: zeros among values keep their signs';

for (const runner of runners) {
  test(`${runner.name} passes cpu, case by case as without a runner`, async () => {
    const { code, output } = await started(runner, '');
    expect(runner.statuses(output), output).toEqual(await withoutRunner(cpu, runner));
    expect(code).toBe(0);
  });

  test(`${runner.name} fails a backend that loses the sign of zero, by the case that names it`, async () => {
    const { code, output } = await started(runner, 'sign of zero lost');
    const statuses = runner.statuses(output);
    expect(statuses, output).toEqual(await withoutRunner(signOfZeroLost, runner));
    expect(statuses).toMatchObject({ [intended]: 'failed' });
    expect(output).toContain('is 0 (0x00000000), expected -0 (0x80000000)');
    // mocha's is the number of failures.
    expect(code).toBeGreaterThan(0);
  });
}

const ran = new Map<Create, Promise<readonly CaseResult[]>>();

async function withoutRunner(create: Create, { skipped }: Runner): Promise<Record<string, Status>> {
  // The same for every runner, but for how it counts what is skipped.
  const running = ran.get(create) ?? resultsOf(create, options);
  ran.set(create, running);
  return Object.fromEntries(
    (await running).map((result) => [caseId(result), result.status === 'skipped' ? skipped : result.status]),
  );
}

async function started(
  { folder, args }: Runner,
  mutant: string,
): Promise<{ readonly code: unknown; readonly output: string }> {
  const settings = {
    cwd: fileURLToPath(new URL(`runners/${folder}`, import.meta.url)),
    env: { ...process.env, CONFORMANCE_MUTANT: mutant, NO_COLOR: '1', FORCE_COLOR: undefined },
  };
  try {
    const { stdout } = await promisify(execFile)(process.execPath, args, settings);
    return { code: 0, output: stdout };
  } catch (error) {
    const { code, stdout } = error as { readonly code: unknown; readonly stdout: string };
    return { code, output: stdout };
  }
}

/** Lines such as `ok 1 - conformance.mjs > family: name # SKIP`. */
function tapStatuses(output: string): Record<string, Status> {
  const lines = output.matchAll(/^(not )?ok \d+ (?:- )?(?:conformance\.mjs > )?(.+?)(?: # (SKIP)?.*)?$/gm);
  return Object.fromEntries(
    Array.from(lines, ([, not, name, skip]) => [name, not ? 'failed' : skip ? 'skipped' : 'passed']),
  );
}

function jestStatuses(output: string): Record<string, Status> {
  const { testResults } = JSON.parse(output) as {
    readonly testResults: readonly {
      readonly assertionResults: readonly { readonly title: string; readonly status: Status }[];
    }[];
  };
  return Object.fromEntries(
    testResults.flatMap(({ assertionResults }) =>
      assertionResults.map(({ title, status }) => [title, status]),
    ),
  );
}
