import { allocate, type Backend, type Capabilities, type FloatArray, type Problem } from '../src/index.ts';
import { gradientOfProblem, normalizeProblem, normsOfProblem } from './slice-kernel.ts';

interface DeviceBuffer {
  readonly values: FloatArray;
}

type Step = 'upload' | 'normalize' | 'normalizeWithNorms' | 'norms' | 'gradient' | 'read';

export interface DeviceBackend extends Backend<unknown, 'async'> {
  /** Every call of the backend, in order. */
  readonly log: string[];
  /** Buffers made and not yet freed. */
  readonly live: ReadonlySet<unknown>;
  /** Makes the next call of `step` fail: a kernel throws, a read rejects, or throws where `how` is `throw`. */
  fail(step: Step, how?: 'reject' | 'throw'): void;
}

/** An asynchronous backend that copies what it is given, logs its calls and knows which buffers live. */
export function deviceBackend(changes: Partial<Capabilities<'async'>> = {}, name = 'device'): DeviceBackend {
  const log: string[] = [];
  const live = new Set<DeviceBuffer>();
  const failing = new Map<Step, 'reject' | 'throw'>();
  const make = (values: FloatArray): DeviceBuffer => {
    const buffer = { values };
    live.add(buffer);
    return buffer;
  };
  const valuesOf = (buffer: unknown): FloatArray => {
    if (live.has(buffer as DeviceBuffer)) return (buffer as DeviceBuffer).values;
    throw new Error('a buffer was used that is not alive on this device');
  };
  const enter = (step: Step): void => {
    log.push(step);
    if (!failing.has(step) || (step === 'read' && failing.get(step) === 'reject')) return;
    failing.delete(step);
    throw new Error(`${step} failed`);
  };
  const normalized = (input: unknown, problem: Problem): DeviceBuffer => {
    const x = valuesOf(input);
    return make(normalizeProblem(x, problem, allocate(problem.dtype, x.length)));
  };
  return {
    name,
    log,
    live,
    fail: (step, how = 'reject') => failing.set(step, how),
    capabilities: {
      reading: 'async',
      residency: 'device',
      precision: {
        float32: { rounding: 'exact', otherOrders: 'exact' },
        float64: { rounding: 'exact', otherOrders: 'exact' },
      },
      inPlace: false,
      strided: true,
      norms: { maxUlp: 0.5 },
      gradient: { maxUlp: 1 },
      maxElements: 2 ** 31,
      ...changes,
    },
    upload(values) {
      enter('upload');
      return make(values.slice());
    },
    normalize(input, problem) {
      enter('normalize');
      return normalized(input, problem);
    },
    normalizeWithNorms(input, problem) {
      enter('normalizeWithNorms');
      const norms = make(normsOfProblem(valuesOf(input), problem));
      return { output: normalized(input, problem), norms, tally: make(Float64Array.of(1, 2, 3, 4)) };
    },
    norms(input, problem) {
      enter('norms');
      return make(normsOfProblem(valuesOf(input), problem));
    },
    gradient(input, upstream, problem) {
      enter('gradient');
      return make(gradientOfProblem(valuesOf(input), valuesOf(upstream), problem));
    },
    read(buffer) {
      enter('read');
      const rejects = failing.delete('read');
      const values = valuesOf(buffer).slice();
      return rejects ? Promise.reject(new Error('read rejected')) : Promise.resolve(values);
    },
    free(buffer) {
      log.push('free');
      if (!live.delete(buffer as DeviceBuffer))
        throw new Error('a buffer was freed twice, or never made here');
    },
    [Symbol.dispose]() {
      log.push('dispose');
    },
  };
}
