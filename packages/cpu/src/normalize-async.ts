import {
  type Backend,
  createNormalizer,
  type FloatArray,
  type Nested,
  type NormalizeOptions,
  type Problem,
  requireOptions,
  UnitsphereError,
} from '@unitsphere/core';
import { allocateLike } from './allocate-like.ts';
import { capabilities, cpu, normalizeKernel } from './cpu.ts';
import { createSweep } from './sweep.ts';
import { newTally } from './tally.ts';

/** Options of `normalize`, and what ends the work early. */
export interface AsyncOptions extends NormalizeOptions {
  /** Ends the work at the next pause. */
  readonly signal?: AbortSignal | undefined;
}

/** Time between two pauses that let events in, in milliseconds. */
const portion = 8;

/**
 * `normalize` for long work: pauses for events every few milliseconds, between slices (columns: tiles of 16), and
 * looks at `signal` there. Rejects with `aborted`, the signal's reason as cause; `output` is written at the very
 * end, so that it is whole or untouched.
 */
export async function normalizeAsync<T extends FloatArray | Nested>(
  values: T,
  options: AsyncOptions = {},
): Promise<T> {
  const { signal, ...rest } = requireOptions(options);
  throwIfAborted(signal);
  return createNormalizer(pausingBackend(signal)).normalize(values, rest);
}

interface Work {
  readonly values: FloatArray;
  finish?(): Promise<void>;
}

/** The cpu backend, whose normalizing is done when it is read. */
function pausingBackend(signal: AbortSignal | undefined): Backend<Work, 'async'> {
  const { name } = cpu();
  const refuse = (): never => {
    throw new UnitsphereError('unsupported', 'only normalize can be paused');
  };
  return {
    name,
    capabilities: { ...capabilities, reading: 'async', residency: 'device', inPlace: false, gradient: false },
    upload: (values) => ({ values }),
    normalize({ values }, problem) {
      const result = allocateLike(values);
      return { values: result, finish: () => inPortions(problem, values, result, signal) };
    },
    normalizeWithNorms: refuse,
    norms: refuse,
    gradient: refuse,
    async read({ values, finish }) {
      await finish?.();
      return values;
    },
    free: () => {},
    [Symbol.dispose]: () => {},
  };
}

async function inPortions(
  problem: Problem,
  x: FloatArray,
  y: FloatArray,
  signal: AbortSignal | undefined,
): Promise<void> {
  const { units, unitSize, run } = createSweep(problem, [x], y, normalizeKernel(problem, newTally()));
  // Some 2^12 elements between two looks at the clock: well under a portion even for orders that take powers.
  const step = Math.max(1, Math.floor(2 ** 12 / Math.max(unitSize, 1)));
  let since = performance.now();
  for (let unit = 0; unit < units; unit += step) {
    run(unit, Math.min(unit + step, units));
    if (performance.now() - since < portion) continue;
    await new Promise((resolve) => setTimeout(resolve));
    throwIfAborted(signal);
    since = performance.now();
  }
}

function throwIfAborted(signal: AbortSignal | undefined): void {
  if (!signal?.aborted) return;
  throw new UnitsphereError('aborted', `the work was aborted: ${String(signal.reason)}`, {
    cause: signal.reason,
  });
}
