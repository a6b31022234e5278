import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { cpu } from '@unitsphere/cpu';
import { expect, test } from 'vitest';
import type { Candidate } from '../src/candidate.ts';
import { candidates } from '../src/candidates.ts';
import { createProgress } from '../src/progress.ts';
import { npy, sample } from './npy.ts';
import { temporaryFolder } from './run-command.ts';
import { runMain, textOf } from './run-main.ts';

const broken: Candidate = {
  name: 'broken',
  start: () => {
    throw new Error('no adapter was found');
  },
};

function folderWithInput(length = 4): { folder: string; args: string[] } {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'in.npy'), npy(sample(length), { shape: [2, length / 2] }));
  return { folder, args: ['normalize', join(folder, 'in.npy'), '-o', join(folder, 'out.npy')] };
}

test('a backend that does not start is an error when named, with its reason', async () => {
  const { folder, args } = folderWithInput();
  const finished = await runMain([...args, '--backend', 'broken'], { candidates: [broken, ...candidates] });
  expect(finished).toEqual({
    code: 1,
    stdout: '',
    stderr: 'unitsphere: backend broken does not start: no adapter was found [backend-unavailable]\n',
  });
  expect(readdirSync(folder)).toEqual(['in.npy']);
});

test('auto passes over a backend that does not start', async () => {
  const { args } = folderWithInput();
  const finished = await runMain([...args, '--json'], { candidates: [broken, ...candidates] });
  expect(JSON.parse(finished.stdout)).toMatchObject({ backend: 'cpu' });
});

test('a backend without norms, which the counts come with, is an error, and auto passes over it', async () => {
  const limited: Candidate = {
    name: 'limited',
    start: () => {
      const backend = cpu();
      return { ...backend, name: 'limited', capabilities: { ...backend.capabilities, norms: false } };
    },
  };
  const { args } = folderWithInput();
  const both = { candidates: [limited, ...candidates] };
  const named = await runMain([...args, '--backend', 'limited'], both);
  expect(named).toMatchObject({
    code: 1,
    stderr: 'unitsphere: backend limited does not support norms [unsupported]\n',
  });
  expect(JSON.parse((await runMain([...args, '--json'], both)).stdout).backend).toBe('cpu');
  const listed = await runMain(['backends'], { candidates: [limited] });
  expect(listed.stdout).toContain(', no norms, gradient');
});

test('auto passes over a backend that lacks the dtype or the order', async () => {
  const limited: Candidate = {
    name: 'limited',
    start: () => {
      const backend = cpu();
      const precision = { float32: { rounding: 'exact' } } as const;
      return { ...backend, name: 'limited', capabilities: { ...backend.capabilities, precision } };
    },
  };
  const { args } = folderWithInput();
  const both = { candidates: [limited, ...candidates] };
  const backendOf = async (...flags: string[]): Promise<string> =>
    JSON.parse((await runMain([...args, '--json', '--force', ...flags], both)).stdout).backend;
  expect(await backendOf()).toBe('limited');
  expect(await backendOf('--p', '3')).toBe('cpu');
  const named = await runMain([...args, '--force', '--backend', 'limited', '--p', '3'], both);
  expect(named).toMatchObject({ code: 1, stderr: expect.stringContaining('[unsupported]') });
});

test('an asynchronous backend on a device gives the same file', async () => {
  const remote: Candidate = {
    name: 'remote',
    start: () => {
      const backend = cpu();
      const capabilities = { ...backend.capabilities, reading: 'async', residency: 'device' } as const;
      return {
        ...backend,
        name: 'remote',
        capabilities,
        upload: (values) => backend.upload(values.slice()),
        read: async (buffer) => backend.read(buffer),
      };
    },
  };
  const { folder, args } = folderWithInput(3000);
  await runMain(args);
  const other = [...args.slice(0, -1), join(folder, 'remote.npy')];
  expect(await runMain(other, { candidates: [remote] })).toMatchObject({ code: 0, stderr: '' });
  expect(readFileSync(join(folder, 'remote.npy')).equals(readFileSync(join(folder, 'out.npy')))).toBe(true);
});

test('backends tells why one does not start', async () => {
  const words = await runMain(['backends'], { candidates: [broken, ...candidates] });
  expect(words.stdout).toMatch(
    /^broken {2}does not start: no adapter was found\nwasm {4}starts: .*\ncpu {5}starts: /,
  );
  const json = await runMain(['backends', '--json'], { candidates: [broken, ...candidates] });
  expect(JSON.parse(json.stdout).backends[0]).toEqual({
    name: 'broken',
    starts: false,
    reason: 'no adapter was found',
  });
  expect(words.code).toBe(0);
});

test('work that does not fit in memory is an error with both numbers, and nothing is written', async () => {
  const { folder, args } = folderWithInput(4);
  const finished = await runMain([...args, '--axis', '0'], { availableMemory: () => 31 });
  expect(finished).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('needs 32 bytes of memory at once, and 31 are available [too-large]'),
  });
  expect(readdirSync(folder)).toEqual(['in.npy']);
});

test('an error of unknown origin is one line without a stack', async () => {
  const { folder, args } = folderWithInput();
  const faulty: Candidate = {
    name: 'faulty',
    start: () => ({
      ...cpu(),
      normalizeWithNorms: () => {
        throw new TypeError('boom\n    at a place');
      },
    }),
  };
  const finished = await runMain(args, { candidates: [faulty] });
  expect(finished).toMatchObject({
    code: 1,
    stderr: 'unitsphere: boom\\x0a    at a place [unexpected]\n',
  });
  expect(readdirSync(folder)).toEqual(['in.npy']);
});

function terminal(isTTY: boolean): { stream: PassThrough & { isTTY: boolean }; text: () => string } {
  // What a bar asks of a terminal beside writing to it.
  const stream = Object.assign(new PassThrough(), {
    isTTY,
    columns: 80,
    cursorTo() {},
    clearLine() {},
    moveCursor() {},
  });
  return { stream, text: textOf(stream) };
}

test('a progress bar shows on a terminal once the work has taken its time', async () => {
  const { stream, text } = terminal(true);
  const progress = await createProgress(stream, 100, 0);
  progress.advance(50);
  progress.advance(25);
  await new Promise((resolve) => setTimeout(resolve, 300));
  progress.stop();
  expect(text()).toContain('75%');
});

test('no progress bar shows for short work, nor on a pipe', async () => {
  for (const { stream, text } of [terminal(true), terminal(false)]) {
    const progress = await createProgress(stream, 100, stream.isTTY ? 60_000 : 0);
    progress.advance(50);
    await new Promise((resolve) => setTimeout(resolve, 200));
    progress.stop();
    expect(text()).toBe('');
  }
});
