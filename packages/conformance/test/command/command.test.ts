import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cpu } from '@unitsphere/cpu';
import { expect, test } from 'vitest';
import { plan } from '../../src/index.ts';
import { folderWithModule, run } from './run-command.ts';

const right = 'export const create = async () => cpu();';

test('a right backend passes a quick run with exit code 0', async () => {
  const cwd = folderWithModule(right);
  const { code, stdout, stderr } = await run(['backend.mjs', '--quick', '--seed', '7'], { cwd });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  for (const family of new Set(plan().map((each) => each.family))) expect(stdout).toContain(`\n${family} `);
  const { length } = plan(cpu().capabilities);
  const skipped = plan(cpu().capabilities).filter((each) => each.skipped !== undefined).length;
  expect(stdout).toContain(`\n${length} cases: ${length - skipped} passed, 0 failed, ${skipped} skipped; `);
  expect(stdout).toMatch(/; seed 7; again: npx @unitsphere\/conformance backend\.mjs --seed 7 --quick\n$/);
});

test('--list prints the plan without a module', async () => {
  const { code, stdout, stderr } = await run(['--list']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toBe(
    plan()
      .map(({ family, name }) => `${family}: ${name}\n`)
      .join(''),
  );
});

test('--list with a module names the capability that skips, and runs nothing', async () => {
  const cwd = folderWithModule(`
    const refuse = () => { throw new Error('ran'); };
    const capabilities = { ...cpu().capabilities, inPlace: false };
    export const create = () => ({ ...cpu(), normalize: refuse, upload: refuse, capabilities });`);
  const { code, stdout } = await run(['--list', 'backend.mjs', '--only', 'in place', '--only', 'axes'], {
    cwd,
  });
  expect(code).toBe(0);
  const expected = plan({ ...cpu().capabilities, inPlace: false }, { only: ['in place', 'axes'] });
  expect(stdout).toBe(
    expected
      .map(
        (each) => `${each.family}: ${each.name}${each.skipped ? ` (skipped, since ${each.skipped})` : ''}\n`,
      )
      .join(''),
  );
  expect(stdout).toContain('(skipped, since capabilities.inPlace is false)');
});

test('--only runs a family and single cases, in the order of the plan', async () => {
  const cwd = folderWithModule(right);
  const args = [
    'backend.mjs',
    '--quick',
    '--only',
    'axes',
    '--only',
    'shapes: arrays of rank 2',
    '--report',
    'out.json',
  ];
  expect(await run(args, { cwd })).toMatchObject({ code: 0 });
  const { results, only } = JSON.parse(readFileSync(join(cwd, 'out.json'), 'utf8'));
  const idsOf = (list: readonly { family: string; name: string }[]): string[] =>
    list.map(({ family, name }) => `${family}: ${name}`);
  expect(only).toEqual(['axes', 'shapes: arrays of rank 2']);
  expect(idsOf(results)).toEqual(idsOf(plan(undefined, { only })));
});

test('the same seed gives the same results, another one others', async () => {
  const cwd = folderWithModule(`
    export const create = () => {
      const right = cpu();
      const normalize = (input, problem, output) => {
        const y = right.normalize(input, problem, output);
        for (let i = 0; i < y.length; i += 97) y[i] *= 1 + 2 ** -23;
        return y;
      };
      return { ...right, normalize };
    };`);
  const resultsOf = async (seed: string): Promise<unknown> => {
    const args = ['backend.mjs', '--quick', '--seed', seed, '--only', 'axes', '--report', 'out.json'];
    expect(await run(args, { cwd })).toMatchObject({ code: 1 });
    const { results } = JSON.parse(readFileSync(join(cwd, 'out.json'), 'utf8'));
    return results.map((each: object) => ({ ...each, milliseconds: 0 }));
  };
  const first = await resultsOf('3');
  expect(await resultsOf('3')).toEqual(first);
  expect(await resultsOf('4')).not.toEqual(first);
});

test('a claim that is weaker than what was measured is told', async () => {
  const cwd = folderWithModule(`
    export const create = () => {
      const right = cpu();
      const precision = { float32: { rounding: { maxUlp: 4 } } };
      return { ...right, capabilities: { ...right.capabilities, precision } };
    };`);
  const { code, stdout } = await run(['backend.mjs', '--quick', '--only', 'axes'], { cwd });
  expect(code).toBe(0);
  expect(stdout).toMatch(
    /\nWEAK CLAIM capabilities\.precision\.float32\.rounding claims 4 ULP, measured all correctly rounded \([\d\u00a0]+ elements\)\n/,
  );
});

test('--help tells the options and the exit codes', async () => {
  const cwd = folderWithModule(right);
  const { code, stdout } = await run(['--help'], { cwd });
  expect(code).toBe(0);
  expect(stdout).toContain('--time-limit <s>');
  expect(stdout).toContain('Exit codes:');
});
