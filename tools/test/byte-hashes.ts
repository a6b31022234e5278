import { type Backend, createNormalizer, type NormalizeOptions } from '@unitsphere/core';
import { drawBits, drawValues, families } from '../../packages/webgpu/test/drawn-values.ts';

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

/** SHA-256 of what a backend gives for each of the same problems, by a name of the problem, and of all of it. */
export async function byteHashes(backend: Backend, p: number): Promise<Record<string, string>> {
  const { normalize } = createNormalizer(backend);
  const draw = drawBits(1);
  const hashes: Record<string, string> = {};
  for (const { shape, axis } of layouts) {
    const count = shape.reduce((a, b) => a * b);
    for (const [family, bits] of Object.entries(families)) {
      const x = drawValues(count, bits, draw);
      for (const options of p === 2 ? [...rules, ...squared] : rules) {
        const result = await normalize(x, { ...options, shape: [...shape], axis, p });
        const bytes = new Uint8Array(result.buffer as ArrayBuffer, result.byteOffset, result.byteLength);
        hashes[`[${shape}] along ${axis}, ${family}, ${options.rule ?? 'none'}`] = await sha256(bytes);
      }
    }
  }
  const all = new TextEncoder().encode(Object.values(hashes).join(''));
  return { ...hashes, all: await sha256(all) };
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
