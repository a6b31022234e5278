import { allocate, type DType, type FloatArray, type Normalizer } from '@unitsphere/core';
import type { Contender, Prepared, Work } from '../contender.ts';

/** A backend whose buffers are typed arrays. */
export interface Host {
  readonly version: string;
  readonly normalizer: Normalizer<'sync'>;
  /** Of its own, where the arrays are to lie; absent where any array does. */
  readonly memory?: Memory;
}

interface Memory {
  allocate(length: number, dtype: DType): FloatArray;
  release(array: FloatArray): void;
}

/** Into an array that is there already, in place over one; done when a run returns. */
export function hostContender(
  contender: Pick<Contender, 'name' | 'roof' | 'without'>,
  start: () => Promise<Host>,
): Contender {
  return {
    ...contender,
    kind: 'ours',
    async start() {
      const { version, normalizer, memory } = await start();
      return {
        version,
        prepare: (work) => prepare(normalizer, memory, work),
        normalize: (values, rows, length) => normalizeArray(normalizer, memory, values, [rows, length]),
        end: () => normalizer[Symbol.dispose](),
      };
    },
  };
}

function prepare(normalizer: Normalizer<'sync'>, memory: Memory | undefined, work: Work): Prepared {
  const { scenario, x, upstream } = work;
  const { shape, axis, task, dtype } = scenario;
  const made: FloatArray[] = [];
  const make = (): FloatArray => {
    const array = memory ? memory.allocate(x.length, dtype) : allocate(dtype, x.length);
    made.push(array);
    return array;
  };
  const held = (values: FloatArray): FloatArray => {
    if (memory === undefined) return values;
    const array = make();
    array.set(values);
    return array;
  };
  const output = make();
  // In place, every run but the first of a result gets the unit vectors of the one before.
  output.set(x);
  const input = task === 'in-place' ? output : held(x);
  const options = { shape, axis, output };
  const dy = task === 'gradient' ? held(upstream!) : undefined;
  const run = (): unknown =>
    dy ? normalizer.gradient(input, dy, options) : normalizer.normalize(input, options);
  return {
    run,
    result() {
      if (task === 'in-place') output.set(x);
      else output.fill(0);
      run();
      return output.slice();
    },
    end() {
      for (const array of made.splice(0)) memory?.release(array);
    },
  };
}

/** Values that come from an array of JavaScript's and go to one. */
function normalizeArray(
  normalizer: Normalizer<'sync'>,
  memory: Memory | undefined,
  values: Float32Array,
  shape: readonly number[],
): Float32Array {
  if (memory === undefined) return normalizer.normalize(values, { shape });
  const array = memory.allocate(values.length, 'float32') as Float32Array;
  try {
    array.set(values);
    return normalizer.normalize(array, { shape, output: array }).slice();
  } finally {
    memory.release(array);
  }
}
