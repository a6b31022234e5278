import type { Backend, Capabilities, FloatArray } from '@unitsphere/core';
import { cpu } from '@unitsphere/cpu';

/** What a device backend hands out: values that only reading brings back. */
export interface DeviceBuffer {
  values: FloatArray | undefined;
}

/** cpu behind buffers of its own, whose reads are promises; `lacks` are the capabilities that it does without. */
export function device(lacks: Partial<Capabilities> = {}): Backend<DeviceBuffer, 'async'> {
  const right = cpu();
  const hold = (values: FloatArray): DeviceBuffer => ({ values });
  const held = ({ values }: DeviceBuffer): FloatArray => {
    if (values === undefined) throw new Error('a buffer was used after it was freed');
    return values;
  };
  return {
    name: 'device',
    capabilities: { ...right.capabilities, ...lacks, reading: 'async', residency: 'device' },
    upload: (values) => hold(values.slice()),
    normalize(input, problem, output) {
      const target = output === undefined ? undefined : held(output);
      const made = right.normalize(held(input), problem, target);
      return output ?? hold(made);
    },
    normalizeWithNorms(input, problem, output) {
      const target = output === undefined ? undefined : held(output);
      const made = right.normalizeWithNorms(held(input), problem, target);
      return { output: output ?? hold(made.output), norms: hold(made.norms), tally: hold(made.tally) };
    },
    norms: (input, problem) => hold(right.norms(held(input), problem)),
    gradient(input, upstream, problem, output) {
      const target = output === undefined ? undefined : held(output);
      const made = right.gradient(held(input), held(upstream), problem, target);
      return output ?? hold(made);
    },
    read: async (buffer) => held(buffer).slice(),
    free(buffer) {
      buffer.values = undefined;
    },
    [Symbol.dispose]: () => right[Symbol.dispose](),
  };
}
