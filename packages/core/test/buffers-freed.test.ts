import { describe, expect, test } from 'vitest';
import { createNormalizer, type Normalizer } from '../src/index.ts';
import { deviceBackend } from './device-backend.ts';
import { failureOf } from './failure-of.ts';

const values = () => Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8);
const moved = { shape: [2, 2, 2], axis: [0, 2] };

const calls: [string, (n: Normalizer<'async'>) => Promise<unknown>][] = [
  ['normalize', (n) => n.normalize(values())],
  ['normalize with moved axes', (n) => n.normalize(values(), moved)],
  ['normalize nested', (n) => n.normalize([[1, 2]])],
  ['normalizeWithNorms', (n) => n.normalizeWithNorms(values())],
  ['norms', (n) => n.norms(values())],
  ['gradient', (n) => n.gradient(values(), values())],
];
const stepOf = (name: string) =>
  name.split(' ')[0] as 'normalize' | 'normalizeWithNorms' | 'norms' | 'gradient';

describe.each(calls)('%s on a device', (name, call) => {
  test('frees every buffer once the values are read', async () => {
    const backend = deviceBackend();
    const pending = call(createNormalizer(backend));
    expect(backend.live.size).toBeGreaterThan(0); // nothing is freed before the reading ends
    await pending;
    expect(backend.live.size).toBe(0);
  });

  test('frees what it uploaded when the kernel throws, at once', () => {
    const backend = deviceBackend();
    backend.fail(stepOf(name));
    expect(() => call(createNormalizer(backend))).toThrow(`${stepOf(name)} failed`);
    expect(backend.log).toContain('free');
    expect(backend.live.size).toBe(0);
  });

  test('frees everything when a read rejects', async () => {
    const backend = deviceBackend();
    backend.fail('read');
    await expect(call(createNormalizer(backend))).rejects.toThrow('read rejected');
    expect(backend.live.size).toBe(0);
  });

  test('frees everything when a read throws', () => {
    const backend = deviceBackend();
    backend.fail('read', 'throw');
    expect(() => call(createNormalizer(backend))).toThrow('read failed');
    expect(backend.live.size).toBe(0);
  });

  test('frees nothing that does not exist when the upload throws', () => {
    const backend = deviceBackend();
    backend.fail('upload');
    expect(() => call(createNormalizer(backend))).toThrow('upload failed');
    expect(backend.live.size).toBe(0);
  });
});

test('a given output keeps its values when the work fails', async () => {
  const output = values().fill(7);
  const backend = deviceBackend();
  backend.fail('read');
  await expect(createNormalizer(backend).normalize(values(), { output })).rejects.toThrow('read rejected');
  expect(output).toEqual(values().fill(7));
});

test("a tensor's buffer outlives the calls that use it", async () => {
  const backend = deviceBackend();
  const normalizer = createNormalizer(backend);
  const tensor = normalizer.tensor(values());
  await normalizer.norms(tensor);
  expect(backend.live.size).toBe(1);
  backend.fail('norms');
  expect(() => normalizer.norms(tensor)).toThrow('norms failed');
  expect(backend.live).toEqual(new Set([tensor.buffer]));
});

test('a backend that ended is not asked to free', () => {
  const backend = deviceBackend();
  const normalizer = createNormalizer(backend);
  normalizer[Symbol.dispose]();
  expect(failureOf(() => normalizer.normalize(values())).code).toBe('disposed');
  expect(backend.log).toEqual(['dispose']);
});
