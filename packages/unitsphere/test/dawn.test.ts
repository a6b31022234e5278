import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { run, temporaryFolder } from './run-command.ts';

const vectors = fileURLToPath(new URL('../../../examples/glove-5000x100.npy', import.meta.url));

test('--backend webgpu takes the package webgpu in Node, and ends; auto does without', async () => {
  const folder = temporaryFolder();
  const written: Buffer[] = [];
  for (const [backend, why] of [
    ['webgpu', 'webgpu: named'],
    ['auto', "wasm: for values in the host's memory; not cpu: usually slower than wasm; not webgpu: "],
  ] as const) {
    const output = join(folder, `${backend}.npy`);
    const finished = await run(['normalize', vectors, '-o', output, '--backend', backend, '--json']);
    expect(finished).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(finished.stdout.toString()).why).toContain(why);
    written.push(readFileSync(output));
  }
  expect(written[0]!.equals(written[1]!)).toBe(true);
});
