import { allocate, type Backend, type Capabilities, dtypeOf, type FloatArray } from '../src/index.ts';
import { gradientOfProblem, normalizeProblem, normsOfProblem } from './slice-kernel.ts';

export interface HostBackend extends Backend<unknown, 'sync'> {
  /** Every call of the backend, in order. */
  readonly log: string[];
}

/** A synchronous backend whose buffers are the arrays themselves. */
export function hostBackend(changes: Partial<Capabilities<'sync'>> = {}, name = 'host'): HostBackend {
  const log: string[] = [];
  const floats = (buffer: unknown): FloatArray => buffer as FloatArray;
  const target = (input: unknown, output: unknown): FloatArray =>
    floats(output ?? allocate(dtypeOf(input), floats(input).length));
  return {
    name,
    log,
    capabilities: {
      reading: 'sync',
      residency: 'host',
      precision: {
        float32: { rounding: 'exact', otherOrders: 'exact' },
        float64: { rounding: 'exact', otherOrders: 'exact' },
      },
      inPlace: true,
      strided: true,
      norms: { maxUlp: 0.5 },
      gradient: { maxUlp: 1 },
      maxElements: 2 ** 31,
      ...changes,
    },
    upload(values) {
      log.push('upload');
      return values;
    },
    normalize(input, problem, output) {
      log.push(
        output === undefined ? 'normalize' : output === input ? 'normalize in place' : 'normalize into',
      );
      return normalizeProblem(floats(input), problem, target(input, output));
    },
    normalizeWithNorms(input, problem, output) {
      log.push('normalizeWithNorms');
      const norms = normsOfProblem(floats(input), problem);
      const zero = norms.filter((norm) => norm === 0).length;
      const nonFinite = norms.filter((norm) => !Number.isFinite(norm)).length;
      return {
        output: normalizeProblem(floats(input), problem, target(input, output)),
        norms,
        tally: Float64Array.of(zero, nonFinite, 3, 4),
      };
    },
    norms(input, problem) {
      log.push('norms');
      return normsOfProblem(floats(input), problem);
    },
    gradient(input, upstream, problem, output) {
      log.push(output === undefined ? 'gradient' : 'gradient into');
      const result = gradientOfProblem(floats(input), floats(upstream), problem);
      if (output === undefined) return result;
      floats(output).set(result);
      return output;
    },
    read(buffer) {
      log.push('read');
      return floats(buffer);
    },
    free() {
      log.push('free');
    },
    [Symbol.dispose]() {
      log.push('dispose');
    },
  };
}
