import { test } from 'vitest';
import { wasm } from '../src/index.ts';
import { expectSameAsCpu, problemOf } from './same-as-cpu.ts';

/** Rows of more than 256 KiB in all: each is scaled while the next is measured, but for its last values modulo 64. */
const shapes = [63, 64, 65, 127, 128, 191, 200, 768].map(
  (length) => [Math.ceil(70_000 / length) + 3, length, 1] as const,
);

test.each(shapes)('[%i, %i]: rows measured ahead are the same as cpu has them', async (...shape) => {
  const backend = await wasm();
  expectSameAsCpu(backend, problemOf(shape), 'arena');
  expectSameAsCpu(backend, problemOf(shape, { gap: 5 }), 'arena');
  backend[Symbol.dispose]();
});

test('two rows that are longer than any block are measured ahead', async () => {
  const backend = await wasm();
  expectSameAsCpu(backend, problemOf([2, 70_001, 1]), 'arena');
  backend[Symbol.dispose]();
});
