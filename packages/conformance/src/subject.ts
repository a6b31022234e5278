import { type Backend, createNormalizer, type DType, dtypeOf, type Normalizer } from '@unitsphere/core';
import { Failure } from './failure.ts';
import { inWords } from './in-words.ts';

/** A started backend, and what users call on top of it. */
export interface Subject {
  readonly backend: Backend;
  readonly normalizer: Normalizer;
}

export function subjectOf(backend: Backend): Subject {
  return { backend, normalizer: createNormalizer(backend) };
}

/** What a call gave, waited for; fails where it is a promise and should not be, or the other way round. */
export async function waitFor<T>({ backend }: Subject, given: T | Promise<T>): Promise<T> {
  const { reading } = backend.capabilities;
  const isPromise = given instanceof Promise;
  if (reading === 'sync' && isPromise) {
    given.catch(() => {});
    throw new Failure('reading gave a promise, but capabilities.reading is sync');
  }
  if (reading === 'async' && !isPromise)
    throw new Failure('reading gave values at once, but capabilities.reading is async');
  return await given;
}

/** Fails where `value` is not an array of `length` values of `dtype`. */
export function requireArray(value: unknown, dtype: DType, length: number): void {
  const isArray = value instanceof Float32Array || value instanceof Float64Array;
  if (isArray && dtypeOf(value) === dtype && value.length === length) return;
  const got = isArray ? `${value.length} of ${dtypeOf(value)}` : inWords(value);
  throw new Failure(`expected ${length} values of ${dtype}, got ${got}`);
}
