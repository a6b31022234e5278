import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Contender, Started, Work } from '../contender.ts';
import { expectedOf } from '../expected.ts';
import { drawInputs } from '../inputs.ts';
import { pythonPeers } from '../python/python-peers.ts';
import type { PythonCommand } from '../python/python-process.ts';
import type { Scenario } from '../scenarios.ts';

const script = join(import.meta.dirname, '../python/peers.py');
const hasPython = spawnSync('python3', ['--version']).status === 0;

function peer(name: string, python?: PythonCommand): Contender {
  return (python ? pythonPeers(() => python) : pythonPeers()).find((each) => each.name === name)!;
}

/** A program of Node that plays peers.py: `answer` is the body of a function of the request. */
function playing(answer: string): PythonCommand & { readonly folder: string } {
  const own = mkdtempSync(join(tmpdir(), 'unitsphere-played-'));
  onTestFinished(() => rmSync(own, { recursive: true }));
  const [folder, played] = [join(own, 'exchange'), join(own, 'played.mjs')];
  mkdirSync(folder);
  writeFileSync(
    played,
    `import { createInterface } from 'node:readline';
    import { copyFileSync } from 'node:fs';
    const folder = ${JSON.stringify(folder)};
    const reply = (message) => console.log(JSON.stringify(message));
    reply({ folder, version: process.argv[2] + ' 1.0', cores: 2 });
    createInterface({ input: process.stdin }).on('line', (line) => {
      const request = JSON.parse(line);
      ${answer}
    });`,
  );
  return { name: 'played', command: process.execPath, arguments: [played], folder };
}

const scenario = {
  shape: [2, 3],
  axis: -1,
  dtype: 'float32',
  task: 'normalize',
  values: 'ordinary',
} as const;
const work: Work = { scenario: { ...scenario, name: 'small' }, x: Float32Array.of(1, 2, 3, 4, 5, 6) };

describe('a library of Python', () => {
  test.skipIf(!hasPython)('that is missing is said in one line, with what to do', async () => {
    // -S: without site-packages, whatever is installed.
    const bare = { name: 'python3', command: 'python3', arguments: ['-S', '-I', script] };
    await expect(peer('numpy', bare).start()).rejects.toThrow(
      /^python3 has no numpy; npm run bench:python makes an environment$/,
    );
    await expect(peer('torch F.normalize', bare).start()).rejects.toThrow(/^python3 has no torch; [^\n]*$/);
  });

  test('is not there without a Python, which is said too', async () => {
    const none = { name: 'python3', command: 'no-such-python', arguments: [script] };
    await expect(peer('numpy', none).start()).rejects.toThrow(
      /^there is no python3; npm run bench:python makes an environment$/,
    );
  });

  test('that dies at a request rejects it, and all later ones, with its last words', async () => {
    const dying = playing(`
      if (request.what === 'prepare') reply({});
      else { console.error('first\\nMemoryError: no more'); process.exit(3); }`);
    const started = await peer('numpy', dying).start();
    const prepared = await started.prepare(work);
    expect(existsSync(dying.folder)).toBe(true);
    const message = /^played ended with exit code 3: MemoryError: no more$/;
    await expect(prepared.timed!(1)).rejects.toThrow(message);
    expect(existsSync(dying.folder)).toBe(false);
    await expect(prepared.timed!(1)).rejects.toThrow(message);
    await expect((async () => started.normalize!(Float32Array.of(1), 1, 1))()).rejects.toThrow();
    await started.end?.();
  });

  test('that dies before it has started rejects the start', async () => {
    const dead = { name: 'dead', command: process.execPath, arguments: ['-e', 'process.exit(5)'] };
    await expect(peer('numpy', dead).start()).rejects.toThrow(/^dead ended with exit code 5; /);
  });

  test('that raises or says nonsense rejects that request alone', async () => {
    const raising = playing(`
      if (request.what === 'time') console.log('Hello');
      else reply(request.what === 'result' ? { error: 'ValueError: no' } : {});`);
    const started = await peer('numpy', raising).start();
    const prepared = await started.prepare(work);
    await expect(prepared.timed!(1)).rejects.toThrow('played gave no answer but Hello');
    await expect((async () => prepared.result!())()).rejects.toThrow(/^ValueError: no$/);
    await prepared.end();
    await started.end?.();
    expect(existsSync(raising.folder)).toBe(false);
  });

  test('is asked for as many runs as are timed, on the threads of the contender, and its result is read', async () => {
    const echo = playing(`
      if (request.what === 'time') reply({ milliseconds: 10 * request.count + request.threads });
      else {
        if (request.what === 'result') copyFileSync(folder + '/' + request.work + '-x', folder + '/' + request.to);
        reply({ dtype: 'float32' });
      }`);
    const peers = pythonPeers(() => echo).filter(({ name }) => name.startsWith('torch'));
    const [one, all] = (await Promise.all(peers.map((each) => each.start()))) as [Started, Started];
    expect([one.version, all.version]).toEqual(['torch 1.0, 1 thread', 'torch 1.0, 2 threads']);
    const other: Work = { ...work, x: Float32Array.of(9, 8, 7, 6, 5, 4) };
    const [a, b] = [await one.prepare(work), await all.prepare(other)];
    expect([await a.timed!(3), await b.timed!(4)]).toEqual([31, 40]);
    expect([await a.result!(), await b.result!()]).toEqual([work.x, other.x]);
    await one.end?.();
    expect(existsSync(echo.folder)).toBe(true);
    await all.end?.();
    expect(existsSync(echo.folder)).toBe(false);
  });
});

/** Small ones of every task. */
const scenarios: readonly Scenario[] = [
  { ...scenario, name: 'float32', shape: [40, 30] },
  { ...scenario, name: 'float64', shape: [40, 30], dtype: 'float64' },
  { ...scenario, name: 'a middle axis', shape: [4, 30, 5], axis: 1 },
  { ...scenario, name: 'in place', shape: [40, 30], task: 'in-place' },
  { ...scenario, name: 'gradient', shape: [40, 30], task: 'gradient' },
  { ...scenario, name: 'file', shape: [40, 30], task: 'file' },
];

describe.each(pythonPeers())('$name, where it is installed', (contender) => {
  test('is within 4 ULP in every scenario that it takes, and as good from array to array', async ({
    skip,
  }) => {
    const started = await startedOr(contender, skip);
    let taken = 0;
    for (const each of scenarios) {
      if (contender.without(each) !== undefined) continue;
      taken++;
      const inputs = drawInputs(each, 1);
      const before = inputs.x.slice();
      const prepared = await started.prepare({ scenario: each, ...inputs });
      const result = await prepared.result!();
      expect(await prepared.timed!(3), each.name).toBeGreaterThan(0);
      expect(await prepared.result!(), `${each.name}, again`).toEqual(result);
      const { worstUlp } = expectedOf(each, inputs).accuracy(result);
      expect(worstUlp, each.name).toBeLessThanOrEqual(4);
      expect(inputs.x, each.name).toEqual(before);
      await prepared.end();
      if (each.name === 'float32')
        expect(await started.normalize!(before as Float32Array, 40, 30)).toEqual(result);
    }
    expect(taken).toBeGreaterThanOrEqual(4);
    await expect((async () => started.normalize!(Float32Array.of(1, 2), 3, 1))()).rejects.toThrow(
      /^ValueError: cannot reshape/,
    );
    await started.end?.();
  });
});

/** Skips only where the library or Python is not installed. */
async function startedOr(contender: Contender, skip: (note: string) => void): Promise<Started> {
  try {
    return await contender.start();
  } catch (error) {
    if (!(error instanceof Error) || !/^there is no | has no (numpy|sklearn|torch);/.test(error.message))
      throw error;
    skip(error.message);
    throw error;
  }
}
