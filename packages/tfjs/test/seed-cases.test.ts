import '@tensorflow/tfjs-backend-wasm';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { startOp } from './op-backends.ts';
import { exactSeedBits, seedBits, seedTable } from './seed-cases.ts';

test.each(['cpu', 'wasm'] as const)(
  'short, tiny, subnormal, huge and zero vectors come out exact on %s',
  async (name) => {
    await startOp(name);
    expect(await seedBits()).toEqual(exactSeedBits());
  },
);

test('the guide has the table of those vectors as they come out', () => {
  const guide = readFileSync(new URL('../../../docs/keras-and-tfjs.md', import.meta.url), 'utf8');
  expect(guide).toContain(seedTable());
});
