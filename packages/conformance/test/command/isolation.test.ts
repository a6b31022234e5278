import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { folderWithModule, run } from './run-command.ts';

interface Fault {
  readonly name: string;
  readonly method: 'normalize' | 'read';
  readonly code: string;
  /** What the result says. */
  readonly reason: string;
}

/** A backend that does one fault after another, each in a case of its own after one that was right throughout. */
function faultyInTurn(faults: readonly Fault[]): string {
  return `
    import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
    const faults = [${faults.map(({ method, code }) => `['${method}', () => { ${code} }]`).join(', ')}];
    writeFileSync('done', '', { flag: 'a' });
    export const create = () => {
      const right = cpu();
      let [worked, struck] = [false, false];
      const before = (method) => (...given) => {
        worked = true;
        const { length } = readFileSync('done');
        if (existsSync('rested') && faults[length]?.[0] === method) {
          struck = true;
          rmSync('rested');
          writeFileSync('done', 'x', { flag: 'a' });
          faults[length][1]();
        }
        return right[method](...given);
      };
      const end = () => {
        if (worked && !struck) writeFileSync('rested', '');
      };
      return { ...right, normalize: before('normalize'), read: before('read'), [Symbol.dispose]: end };
    };`;
}

/** A backend that does something after its first case has ended, while the second one waits for it to start. */
function faultyLater(code: string): string {
  return `
    import { existsSync, writeFileSync } from 'node:fs';
    let isArmed = false;
    export const create = async () => {
      if (isArmed) await new Promise((resolve) => setTimeout(resolve, 1000));
      const right = cpu();
      let worked = false;
      const read = (buffer) => {
        worked = true;
        return right.read(buffer);
      };
      const end = () => {
        if (!worked || existsSync('armed')) return;
        writeFileSync('armed', '');
        isArmed = true;
        setTimeout(() => { isArmed = false; ${code} }, 200);
      };
      return { ...right, read, [Symbol.dispose]: end };
    };`;
}

interface Told {
  readonly family: string;
  readonly name: string;
  readonly status: string;
  readonly reason?: string;
}

interface Settings {
  readonly only?: readonly string[];
  /** In seconds. */
  readonly timeLimit?: number;
  readonly environment?: Readonly<Record<string, string>>;
}

interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly results: readonly Told[];
  readonly failed: readonly Told[];
}

/** The results of the family of axes, which fails nothing but where a fault strikes. */
async function resultsOf(
  text: string,
  { only = ['axes'], timeLimit = 20, environment = {} }: Settings = {},
): Promise<Outcome> {
  const cwd = folderWithModule(text);
  const names = only.flatMap((name) => ['--only', name]);
  const args = [
    'backend.mjs',
    '--quick',
    ...names,
    '--time-limit',
    String(timeLimit),
    '--report',
    'out.json',
  ];
  const { code, stdout } = await run(args, { cwd, environment });
  const { results }: { results: readonly Told[] } = JSON.parse(readFileSync(join(cwd, 'out.json'), 'utf8'));
  return { code, stdout, results, failed: results.filter(({ status }) => status === 'failed') };
}

const ends: readonly Fault[] = [
  {
    name: 'ends the process',
    method: 'normalize',
    code: 'process.exit(0);',
    reason: 'the process ended (exit code 0)',
  },
  {
    name: 'ends the process with a code and last words',
    method: 'normalize',
    code: "console.error('out of luck'); process.exit(3);",
    reason: 'the process ended (exit code 3): out of luck',
  },
  {
    name: 'aborts',
    method: 'normalize',
    code: 'process.abort();',
    reason: 'the process ended (SIGABRT)',
  },
  {
    name: 'is killed',
    method: 'read',
    code: "process.kill(process.pid, 'SIGSEGV'); for (;;);",
    reason: 'the process ended (SIGSEGV)',
  },
  {
    name: 'throws past its caller',
    method: 'normalize',
    code: "setTimeout(() => { throw new Error('late'); });",
    reason: 'the backend threw past its caller: late',
  },
  {
    name: 'rejects unheard',
    method: 'normalize',
    code: "Promise.reject(new Error('unheard'));",
    reason: 'the backend rejected a promise that nothing handles: unheard',
  },
  { name: 'throws', method: 'normalize', code: "throw new Error('no');", reason: 'no' },
  { name: 'throws a string', method: 'normalize', code: "throw 'a string';", reason: '"a string"' },
  { name: 'throws nothing', method: 'normalize', code: 'throw undefined;', reason: 'undefined' },
];

const hangs: readonly Fault[] = [
  {
    name: 'loops for ever',
    method: 'normalize',
    code: 'for (;;);',
    reason: 'hung, without a sign of life for 5000 ms',
  },
  {
    name: 'closes the channel',
    method: 'normalize',
    code: 'process.disconnect(); for (;;);',
    reason: 'hung, without a sign of life for 5000 ms',
  },
];

/** One run serves all faults of a list. */
function outcomeOf(faults: readonly Fault[], timeLimit: number): () => Promise<Outcome> {
  let running: Promise<Outcome> | undefined;
  return () => {
    running ??= resultsOf(faultyInTurn(faults), { only: ['axes', 'p and rules', 'presets'], timeLimit });
    return running;
  };
}

for (const [faults, timeLimit] of [
  [ends, 20],
  [hangs, 3],
] as const) {
  const outcome = outcomeOf(faults, timeLimit);
  test.concurrent.each(faults)('a backend that once $name fails that case alone', async (fault) => {
    const { code, stdout, results, failed } = await outcome();
    expect(code).toBe(1);
    expect(failed).toHaveLength(faults.length);
    expect(results.filter(({ status }) => status === 'passed')).toHaveLength(results.length - faults.length);
    const { family, name, reason } = failed[faults.indexOf(fault)]!;
    expect(reason).toContain(fault.reason);
    expect(stdout).toContain(`FAILED ${family}: ${name}\n  `);
  });
}

test.concurrent.each([
  [
    'is thrown',
    "throw new Error('late');",
    'the backend threw past its caller: late, in work left over from "axes: ',
  ],
  ['ends the process', 'process.exit(3);', 'the process ended (exit code 3), in this case or after "axes: '],
])('what %s after its case has ended is told with that case', async (_, code, reason) => {
  const { results, failed } = await resultsOf(faultyLater(code));
  expect(failed).toEqual([results[1]]);
  expect(failed[0]!.reason).toBe(`${reason}${results[0]!.name}"`);
});

test.concurrent('a backend out of memory fails that case alone', async () => {
  const fault = 'const kept = []; for (;;) kept.push(new Array(1e5).fill(kept.length));';
  const only = { name: 'is out of memory', method: 'normalize', code: fault, reason: '' } as const;
  const { code, failed } = await resultsOf(faultyInTurn([only]), {
    environment: { NODE_OPTIONS: '--max-old-space-size=64' },
  });
  expect(code).toBe(1);
  expect(failed).toHaveLength(1);
  expect(failed[0]!.reason).toMatch(
    /^the process ended \(SIGABRT\): FATAL ERROR: .*out of memory, in this case or after "axes: [^"]+"$/,
  );
});

test.concurrent('a read that never settles fails each case at the time limit, and the run ends', async () => {
  const text = `
    export const create = () => {
      const right = cpu();
      const capabilities = { ...right.capabilities, reading: 'async' };
      return { ...right, capabilities, read: () => new Promise(() => {}) };
    };`;
  const { code, results } = await resultsOf(text, { only: ['axis left out is the last'], timeLimit: 1 });
  expect(code).toBe(1);
  expect(results).toEqual([
    expect.objectContaining({ status: 'failed', reason: expect.stringContaining('1000 ms') }),
  ]);
});

test.concurrent('a backend that starts twice only fails the cases after that', async () => {
  const { code, results } = await resultsOf(`
    let starts = 0;
    export const create = () => {
      if (starts++ >= 2) throw new Error('a third start');
      return cpu();
    };`);
  expect(code).toBe(1);
  expect(results[0]!.status).toBe('passed');
  for (const { status, reason } of results.slice(1)) {
    expect({ status, reason }).toEqual({ status: 'failed', reason: 'create() failed: a third start' });
  }
});

test.concurrent('what the backend prints goes to standard error, and a capability that is not there skips', async () => {
  const cwd = folderWithModule(`
    console.log('loaded');
    export const create = () => {
      const right = cpu();
      const { float32 } = right.capabilities.precision;
      return { ...right, capabilities: { ...right.capabilities, precision: { float32 } } };
    };`);
  const only = 'float64: integers are rounded as claimed';
  const { code, stdout, stderr } = await run(['backend.mjs', '--quick', '--only', `dtypes: ${only}`], {
    cwd,
  });
  expect({ code, stderr }).toEqual({ code: 0, stderr: 'loaded\n' });
  expect(stdout).toContain(`SKIPPED, since capabilities.precision has no float64\n  dtypes: ${only}\n`);
});

test.concurrent.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGKILL', null],
] as const)('%s ends the run and a backend that hangs, and leaves no report', async (signal, code) => {
  const cwd = folderWithModule(`
    import { writeFileSync } from 'node:fs';
    const normalize = () => { writeFileSync('pid', String(process.pid)); for (;;); };
    export const create = () => ({ ...cpu(), normalize });`);
  const controller = new AbortController();
  const args = ['backend.mjs', '--quick', '--only', 'axes', '--report', 'out.html'];
  const running = run(args, { cwd, interrupt: { signal, when: controller.signal } });
  const pid = join(cwd, 'pid');
  while (!existsSync(pid) || readFileSync(pid, 'utf8') === '') await setTimeout(20);
  controller.abort();
  expect((await running).code).toBe(code);
  expect(readdirSync(cwd).sort()).toEqual(['backend.mjs', 'pid']);
  const child = Number(readFileSync(pid, 'utf8'));
  const killed = performance.now();
  while (isAlive(child)) {
    expect(performance.now() - killed, `milliseconds that ${child} has outlived the command`).toBeLessThan(
      5000,
    );
    await setTimeout(20);
  }
});

function isAlive(pid: number): boolean {
  try {
    // A process that has ended and that nobody has asked after is a zombie for a while.
    return !/^State:\s*Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}
