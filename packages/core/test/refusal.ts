import { expect } from 'vitest';
import { createNormalizer, type ErrorCode, type Nested, type NormalizeOptions } from '../src/index.ts';
import { deviceBackend } from './device-backend.ts';
import { failureOf } from './failure-of.ts';
import { hostBackend } from './host-backend.ts';

function bytesOf(value: unknown): number[] {
  return ArrayBuffer.isView(value) ? [...new Uint8Array(value.buffer)] : [];
}

/**
 * Expects every method of a normalizer to refuse `values` with `options`: by `code`, with each of `parts` in the message,
 * at once, with no byte of the input or of the output changed, and without one call of the backend.
 */
export function expectRefusal(values: unknown, options: object, code: ErrorCode, ...parts: string[]): void {
  const output =
    'output' in options
      ? options.output
      : values instanceof Float32Array
        ? new Float32Array(values.length).fill(7)
        : new Float64Array(Array.isArray(values) ? values.length : 0).fill(7);
  const before = [bytesOf(values), bytesOf(output)];
  for (const backend of [hostBackend(), deviceBackend()]) {
    const normalizer = createNormalizer(backend);
    for (const method of ['normalize', 'normalizeWithNorms'] as const) {
      const all = { ...options, output } as NormalizeOptions;
      const failure = failureOf(() => normalizer[method](values as Nested, all));
      expect(failure.code, failure.message).toBe(code);
      for (const part of parts) expect(failure.message).toContain(part);
      expect(failure.name).toBe('UnitsphereError');
    }
    expect(backend.log).toEqual([]);
  }
  expect([bytesOf(values), bytesOf(output)]).toEqual(before);
}

/** Six float32 values, the input of most refusals. */
export function six(): Float32Array {
  return Float32Array.of(1, 2, 3, 4, 5, 6);
}
