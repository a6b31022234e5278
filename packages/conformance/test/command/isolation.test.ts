import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { folderWithModule, run } from './run-command.ts';

/** A backend that does `fault` at its first call of a method, in whatever process; from then on it is right. */
function faultyOnce(method: string, fault: string): string {
  return `
    import { existsSync, writeFileSync } from 'node:fs';
    const once = () => {
      if (existsSync('done')) return false;
      writeFileSync('done', '');
      return true;
    };
    export const create = () => {
      const right = cpu();
      const ${method} = (...given) => {
        if (once()) { ${fault} }
        return right.${method}(...given);
      };
      return { ...right, ${method} };
    };`;
}

interface Told {
  readonly name: string;
  readonly status: string;
  readonly reason?: string;
}

/** The results of the family of axes, which fails nothing but where the fault strikes. */
async function resultsOf(
  text: string,
  { only = 'axes', environment = {} }: { only?: string; environment?: Readonly<Record<string, string>> } = {},
): Promise<{ code: number | null; stdout: string; results: readonly Told[] }> {
  const cwd = folderWithModule(text);
  const args = ['backend.mjs', '--quick', '--only', only, '--time-limit', '1', '--report', 'out.json'];
  const { code, stdout } = await run(args, { cwd, environment });
  const { results }: { results: readonly Told[] } = JSON.parse(readFileSync(join(cwd, 'out.json'), 'utf8'));
  return { code, stdout, results };
}

test.each([
  ['ends the process', 'normalize', 'process.exit(0);', 'the process ended (exit code 0)'],
  [
    'ends the process with a code and last words',
    'normalize',
    "console.error('out of luck'); process.exit(3);",
    'the process ended (exit code 3): out of luck',
  ],
  ['aborts', 'normalize', 'process.abort();', 'the process ended (SIGABRT)'],
  ['is killed', 'read', "process.kill(process.pid, 'SIGSEGV'); for (;;);", 'the process ended (SIGSEGV)'],
  ['loops for ever', 'normalize', 'for (;;);', 'hung, without a sign of life for 3000 ms'],
  [
    'throws past its caller',
    'normalize',
    "setTimeout(() => { throw new Error('late'); });",
    'the backend threw past its caller: late',
  ],
  [
    'rejects unheard',
    'normalize',
    "Promise.reject(new Error('unheard'));",
    'the backend rejected a promise that nothing handles: unheard',
  ],
  ['throws', 'normalize', "throw new Error('no');", 'no'],
  ['throws a string', 'normalize', "throw 'a string';", '"a string"'],
  ['throws nothing', 'normalize', 'throw undefined;', 'undefined'],
  ['closes the channel', 'normalize', 'process.disconnect(); for (;;);', ''],
])('a backend that once %s fails that case alone', async (_, method, fault, reason) => {
  const { code, stdout, results } = await resultsOf(faultyOnce(method, fault));
  expect(code).toBe(1);
  const failed = results.filter(({ status }) => status === 'failed');
  expect(failed).toHaveLength(1);
  expect(failed[0]!.reason).toContain(reason);
  expect(results.filter(({ status }) => status === 'passed')).toHaveLength(results.length - 1);
  expect(stdout).toContain(`FAILED axes: ${failed[0]!.name}\n  `);
});

test('a backend out of memory fails that case alone', async () => {
  const fault = 'const kept = []; for (;;) kept.push(new Array(1e5).fill(kept.length));';
  const { code, results } = await resultsOf(faultyOnce('normalize', fault), {
    environment: { NODE_OPTIONS: '--max-old-space-size=64' },
  });
  expect(code).toBe(1);
  const failed = results.filter(({ status }) => status === 'failed');
  expect(failed).toHaveLength(1);
  expect(failed[0]!.reason).toMatch(/^the process ended \(SIGABRT\): FATAL ERROR: .*out of memory$/);
});

test('a read that never settles fails each case at the time limit, and the run ends', async () => {
  const text = `
    export const create = () => {
      const right = cpu();
      const capabilities = { ...right.capabilities, reading: 'async' };
      return { ...right, capabilities, read: () => new Promise(() => {}) };
    };`;
  const { code, results } = await resultsOf(text, { only: 'axis left out is the last' });
  expect(code).toBe(1);
  expect(results).toEqual([
    expect.objectContaining({ status: 'failed', reason: expect.stringContaining('1000 ms') }),
  ]);
});

test('a backend that starts twice only fails the cases after that', async () => {
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

test('what the backend prints goes to standard error, and a capability that is not there skips', async () => {
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

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
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
  while (isAlive(Number(readFileSync(pid, 'utf8')))) await setTimeout(20);
});

function isAlive(pid: number): boolean {
  try {
    // A process that has ended and that nobody has asked after is a zombie for a while.
    return !/^State:\s*Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}
