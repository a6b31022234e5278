import type { Backend, Capabilities, FloatArray, Problem } from '@unitsphere/core';
import {
  allocateLike,
  cpu,
  newNorms,
  newTally,
  type RunningTally,
  tallyArray,
} from '@unitsphere/cpu/kernels';
import type { Variant } from './code.ts';
import { normalizeColumns } from './float32-columns.ts';
import { float32Job } from './float32-job.ts';
import { isResident, normalizeResident } from './float32-resident.ts';
import { normalizeRows } from './float32-rows.ts';
import { gradientOfSlices } from './gradient-slices.ts';
import type { Pool } from './pool/pool.ts';
import { preciseNormalize, preciseNorms } from './precise-slices.ts';
import type { Place } from './space.ts';
import type { Window } from './window.ts';
import { workspace } from './workspace.ts';

/**
 * What arrays of any memory pass through the window for, and those that lie in the memory of `place` do not; with
 * variant `scalar`, and for other p, all by cpu's kernels.
 */
export function simdBackend(
  variant: Variant,
  window: Window,
  pool: Pool | undefined,
  placeNow: () => Place | undefined,
): Backend<FloatArray, 'sync'> {
  const plain = cpu();
  const isFast = ({ p }: Problem): boolean => variant === 'simd' && [1, 2, Infinity].includes(p);

  const normalize = (
    x: FloatArray,
    problem: Problem,
    y: FloatArray,
    tally: RunningTally,
    norms?: Float64Array,
  ): FloatArray => {
    if (problem.dtype === 'float64') {
      const results = { norms, tally };
      counted(window, tally, () =>
        preciseNormalize(x as Float64Array, problem, y as Float64Array, results, window),
      );
      return y;
    }
    // The norms first: y may be x.
    if (norms !== undefined) preciseNorms(x, problem, norms, window);
    const job = float32Job(problem, x as Float32Array, y as Float32Array, tally);
    const place = placeNow();
    if (place !== undefined && isResident(job, place)) {
      counted(place, tally, () => counted(window, tally, () => normalizeResident(job, place, window, pool)));
    } else {
      counted(window, tally, () => (problem.inner === 1 ? normalizeRows : normalizeColumns)(job, window));
    }
    return y;
  };

  const capabilities: Capabilities<'sync'> = { ...plain.capabilities, variant };
  return {
    ...plain,
    name: 'wasm',
    capabilities,
    normalize: (input, problem, output) =>
      isFast(problem)
        ? normalize(input, problem, output ?? allocateLike(input), newTally())
        : plain.normalize(input, problem, output),
    normalizeWithNorms(input, problem, given) {
      if (!isFast(problem)) return plain.normalizeWithNorms(input, problem, given);
      const norms = newNorms(problem);
      const tally = newTally();
      const output = normalize(input, problem, given ?? allocateLike(input), tally, norms);
      return { output, norms, tally: tallyArray(tally) };
    },
    norms(input, problem) {
      if (!isFast(problem)) return plain.norms(input, problem);
      const norms = newNorms(problem);
      preciseNorms(input, problem, norms, window);
      return norms;
    },
    gradient(input, upstream, problem, output = allocateLike(input)) {
      if (!isFast(problem) || problem.dtype === 'float64')
        return plain.gradient(input, upstream, problem, output);
      gradientOfSlices(
        input as Float32Array,
        upstream as Float32Array,
        problem,
        output as Float32Array,
        window,
      );
      return output;
    },
  };
}

/** Takes the counts that kernels leave in the workspace over into `tally`. */
function counted({ uint32 }: Pick<Place, 'uint32'>, tally: RunningTally, work: () => void): void {
  uint32[workspace.zero / 4] = 0;
  uint32[workspace.clamped / 4] = 0;
  work();
  tally.zero += uint32[workspace.zero / 4]!;
  tally.clamped += uint32[workspace.clamped / 4]!;
}
