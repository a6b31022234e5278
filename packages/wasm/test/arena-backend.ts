import { type Backend, dtypeOf, type FloatArray, UnitsphereError } from '@unitsphere/core';
import type { WasmBackend } from '../src/index.ts';

/** `inner` with all float32 arrays in its WebAssembly memory, so that they are normalized there. */
export function arenaBackend(inner: WasmBackend): Backend<FloatArray, 'sync'> {
  let ended = false;
  const held = new Set<FloatArray>();
  const freed = new WeakSet<FloatArray>();
  const live = <T extends FloatArray | undefined>(array: T): T => {
    if (array !== undefined && freed.has(array))
      throw new UnitsphereError('disposed', 'an array was used after it was freed');
    return array;
  };
  const allocate = (length: number): Float32Array => {
    const array = inner.allocate(length);
    held.add(array);
    return array;
  };
  const fresh = (input: FloatArray): FloatArray | undefined =>
    dtypeOf(input) === 'float32' ? allocate(input.length) : undefined;
  return {
    ...inner,
    capabilities: { ...inner.capabilities, residency: 'device' },
    upload(values) {
      if (dtypeOf(values) === 'float64') return values.slice();
      const array = allocate(values.length);
      array.set(values);
      return array;
    },
    normalize: (input, problem, output = fresh(input)) => inner.normalize(live(input), problem, live(output)),
    normalizeWithNorms: (input, problem, output = fresh(input)) =>
      inner.normalizeWithNorms(live(input), problem, live(output)),
    read(buffer) {
      if (ended) throw new UnitsphereError('disposed', 'backend wasm was used after its end');
      return live(buffer).slice();
    },
    free(buffer) {
      if (!held.delete(buffer) || ended) return;
      freed.add(buffer);
      inner.release(buffer);
    },
    [Symbol.dispose]() {
      ended = true;
      inner[Symbol.dispose]();
    },
  };
}
