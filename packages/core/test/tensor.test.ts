import { describe, expect, test } from 'vitest';
import { createNormalizer, type FloatArray, type Nested } from '../src/index.ts';
import { normalizeExactly } from '../src/reference/index.ts';
import { bitsOf } from './bits-of.ts';
import { deviceBackend } from './device-backend.ts';
import { failureOf } from './failure-of.ts';
import { hostBackend } from './host-backend.ts';

const values = () => Float32Array.of(3, 4, 6, 8, 5, 12, 8, 15);
const shape = [2, 2, 2];

describe('a tensor', () => {
  test('goes up once, is normalized where it lies, and only reading waits', async () => {
    const backend = deviceBackend();
    const normalizer = createNormalizer(backend);
    using input = normalizer.tensor(values(), shape);
    using unit = normalizer.normalize(input, { axis: -1 });
    expect(backend.log).toEqual(['upload', 'normalize']);
    expect([unit.shape, unit.dtype, unit.backend]).toEqual([shape, 'float32', backend]);
    expect(bitsOf(await unit.read())).toEqual(bitsOf(normalizeExactly(values(), { shape })));
    expect(bitsOf(await input.read())).toEqual(bitsOf(values()));
  });

  test('of rank 1 by default, and of float64', async () => {
    const normalizer = createNormalizer(deviceBackend());
    const tensor = normalizer.tensor(Float64Array.of(3, 4));
    expect([tensor.shape, tensor.dtype]).toEqual([[2], 'float64']);
    expect(await normalizer.norms(tensor)).toEqual(Float64Array.of(5));
  });

  test('on a host is the array itself', () => {
    const array = values();
    expect(createNormalizer(hostBackend()).tensor(array, shape).buffer).toBe(array);
  });

  test('is freed by disposal, once', () => {
    const backend = deviceBackend();
    const tensor = createNormalizer(backend).tensor(values());
    tensor[Symbol.dispose]();
    tensor[Symbol.dispose]();
    expect(backend.log).toEqual(['upload', 'free']);
    expect(backend.live.size).toBe(0);
  });

  test('says that it was used after its end, with its shape', () => {
    const backend = deviceBackend();
    const normalizer = createNormalizer(backend);
    const tensor = normalizer.tensor(values(), shape);
    tensor[Symbol.dispose]();
    const uses = [
      () => tensor.read(),
      () => tensor.buffer,
      () => normalizer.normalize(tensor),
      () => normalizer.norms(tensor),
    ];
    for (const use of uses) {
      const failure = failureOf(use);
      expect(failure.code).toBe('disposed');
      expect(failure.message).toContain('[2,2,2]');
    }
    expect(backend.log).toEqual(['upload', 'free']);
  });

  test('borrowed over a buffer of the caller is never freed', async () => {
    const backend = deviceBackend();
    const normalizer = createNormalizer(backend);
    const own = backend.upload(values());
    const tensor = normalizer.borrow(own, 'float32', shape);
    expect(tensor.buffer).toBe(own);
    expect(bitsOf(await tensor.read())).toEqual(bitsOf(values()));
    tensor[Symbol.dispose]();
    expect(backend.live).toEqual(new Set([own]));
    expect(failureOf(() => tensor.buffer).code).toBe('disposed');
  });

  test('keeps its shape when the caller changes the list', () => {
    const list = [2, 4];
    const tensor = createNormalizer(hostBackend()).tensor(values(), list);
    list[0] = 9;
    expect(tensor.shape).toEqual([2, 4]);
    expect(Object.isFrozen(tensor.shape)).toBe(true);
  });
});

describe('a tensor is refused', () => {
  const backend = deviceBackend();
  const normalizer = createNormalizer(backend);

  test('by another backend, even one of the same kind, with both names', () => {
    const foreign = createNormalizer(deviceBackend({}, 'elsewhere')).tensor(values());
    for (const use of [() => normalizer.normalize(foreign), () => normalizer.norms(foreign)]) {
      const failure = failureOf(use);
      expect(failure.code).toBe('foreign-tensor');
      expect(failure.message).toBe('a tensor of backend elsewhere was given to backend device');
    }
  });

  test('with a shape beside its own', () => {
    const failure = failureOf(() =>
      normalizer.normalize(normalizer.tensor(values()), { shape: [2, 4] } as object),
    );
    expect([failure.code, failure.message]).toEqual([
      'invalid-shape',
      'nested arrays and tensors have a shape of their own; got [2,4] beside it',
    ]);
  });

  test('where its axes would have to move', () => {
    const tensor = normalizer.tensor(values(), shape);
    for (const use of [
      () => normalizer.normalize(tensor, { axis: [0, 2] }),
      () => normalizer.norms(tensor, { axis: [0, 2] }),
    ]) {
      expect(failureOf(use).code).toBe('unsupported');
      expect(failureOf(use).message).toContain('axes that adjoin');
    }
  });

  test('with an output, as norms are', () => {
    const options = { output: new Float32Array(8) };
    const tensor = normalizer.tensor(values());
    expect(failureOf(() => normalizer.normalize(tensor, options as object)).code).toBe('invalid-output');
    expect(failureOf(() => normalizer.norms(values(), options as object)).code).toBe('invalid-output');
  });

  test('as values or upstream of a gradient', () => {
    const tensor = normalizer.tensor(values()) as unknown as FloatArray;
    expect(failureOf(() => normalizer.gradient(tensor, values())).code).toBe('invalid-values');
    expect(failureOf(() => normalizer.gradient<FloatArray>(values(), tensor)).code).toBe('invalid-values');
  });

  test('at its making, for what is no float array, a wrong shape or a wrong size', () => {
    const codeOf = (array: unknown, of?: number[]) =>
      failureOf(() => normalizer.tensor(array as Float32Array, of)).code;
    expect(codeOf(Int32Array.of(1, 2))).toBe('invalid-values');
    expect(codeOf('abc')).toBe('invalid-values');
    expect(codeOf(values(), [7])).toBe('shape-mismatch');
    expect(codeOf(values(), [-8])).toBe('invalid-shape');
    expect(failureOf(() => normalizer.borrow({}, 'float32', [0.5])).code).toBe('invalid-shape');
  });
});

describe('after the end of the backend', () => {
  test('every method says so by name, and a second end does nothing', () => {
    const backend = hostBackend();
    const normalizer = createNormalizer(backend);
    const tensor = normalizer.tensor(values());
    normalizer[Symbol.dispose]();
    normalizer[Symbol.dispose]();
    expect(backend.log).toEqual(['upload', 'dispose']);
    const uses = [
      () => normalizer.normalize(values()),
      () => normalizer.normalize(tensor),
      () => normalizer.normalize([1] as Nested),
      () => normalizer.normalizeWithNorms(values()),
      () => normalizer.norms(values()),
      () => normalizer.gradient(values(), values()),
      () => normalizer.tensor(values()),
      () => normalizer.borrow(values(), 'float32', [8]),
    ];
    for (const use of uses) {
      const failure = failureOf(use);
      expect([failure.code, failure.message]).toEqual(['disposed', 'backend host was used after its end']);
    }
  });
});
