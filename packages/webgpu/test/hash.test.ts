import { createHash } from 'node:crypto';
import { type Backend, createNormalizer, type NormalizeOptions } from '@unitsphere/core';
import { cpu } from '@unitsphere/cpu';
import { wasm } from '@unitsphere/wasm';
import { webgpu } from '@unitsphere/webgpu';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startDevice } from './device.ts';
import { drawBits, drawValues, families } from './drawn-values.ts';

/** Slices short and long, many and few, contiguous and along an inner axis. */
const layouts: readonly { readonly shape: readonly number[]; readonly axis: number }[] = [
  { shape: [6, 768], axis: -1 },
  { shape: [300, 17], axis: -1 },
  { shape: [1009, 1], axis: -1 },
  { shape: [9001], axis: -1 },
  { shape: [3, 40, 50], axis: 1 },
  { shape: [5, 900], axis: 0 },
];
const rules: readonly NormalizeOptions[] = [
  {},
  { rule: 'max', epsilon: 1e-12 },
  { rule: 'add', epsilon: 1e-7 },
  { rule: 'keep-below', epsilon: 1 },
];
const squared: readonly NormalizeOptions[] = [
  { rule: 'max-squared', epsilon: 1e-12 },
  { rule: 'add-squared', epsilon: 1e-6 },
];

const backends: Backend[] = [];
beforeAll(async () => {
  backends.push(cpu(), await wasm(), await webgpu({ device: await startDevice() }));
});
afterAll(() => {
  for (const backend of backends) backend[Symbol.dispose]();
});

test.each([1, 2, Infinity])('cpu, wasm and webgpu give the same bytes at p = %s', async (p) => {
  const hashes = new Map<string, string>();
  for (const backend of backends) {
    const whole = createHash('sha256');
    const { normalize } = createNormalizer(backend);
    const draw = drawBits(1);
    for (const { shape, axis } of layouts) {
      const count = shape.reduce((a, b) => a * b);
      for (const [family, bits] of Object.entries(families)) {
        const x = drawValues(count, bits, draw);
        for (const options of p === 2 ? [...rules, ...squared] : rules) {
          const result = await normalize(x, { ...options, shape: [...shape], axis, p });
          const bytes = new Uint8Array(result.buffer, result.byteOffset, result.byteLength);
          whole.update(bytes);
          const name = `[${shape}] along ${axis}, ${family}, ${options.rule ?? 'none'}`;
          const hash = createHash('sha256').update(bytes).digest('hex');
          if (!hashes.has(name)) hashes.set(name, hash);
          expect.soft(hash, `${backend.name}: ${name}`).toBe(hashes.get(name));
        }
      }
    }
    const sum = whole.digest('hex');
    if (!hashes.has('all')) hashes.set('all', sum);
    console.log(`p = ${p}, ${hashes.size - 1} problems, ${backend.name}: SHA-256 ${sum}`);
    expect(sum).toBe(hashes.get('all'));
  }
});
