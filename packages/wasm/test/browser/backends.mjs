import { wasm } from '@unitsphere/wasm';
import { wasmThreads } from '@unitsphere/wasm/threads';

/** What a page or a worker starts, by name. */
export const backends = { wasm: () => wasm(), threads };

/** Calls that were shared, and those of them in which a worker took the first part. */
export const shared = { calls: 0, begun: 0 };

/** Small calls are over before a worker wakes up: each waits for it. In a pool's control memory word 16 is the next part. */
function letWorkersBegin() {
  const { notify } = Atomics;
  Atomics.notify = (words, at, count) => {
    const woken = notify(words, at, count);
    if (at !== 0) return woken;
    const until = performance.now() + 100;
    while (Atomics.load(words, 16) === 0 && performance.now() < until);
    shared.calls++;
    if (Atomics.load(words, 16) > 0) shared.begun++;
    return woken;
  };
}

/** Two threads for every call, however small, on arrays of the backend's own. */
async function threads() {
  if (shared.calls === 0) letWorkersBegin();
  const backend = await wasmThreads({ threads: 2, threadsFrom: 0 });
  backend.release(backend.allocate(1));
  while (backend.threads.running < 2) {
    if (backend.threads.reason) throw new Error(backend.threads.reason);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  return resident(backend);
}

function resident(backend) {
  const held = new Set();
  let ended = false;
  const own = (values) => {
    if (values instanceof Float64Array) return values.slice();
    const array = backend.allocate(values.length);
    array.set(values);
    held.add(array);
    return array;
  };
  const fresh = (input) => (input instanceof Float64Array ? undefined : own(new Float32Array(input.length)));
  return {
    ...backend,
    capabilities: { ...backend.capabilities, residency: 'device' },
    upload: own,
    normalize: (input, problem, output = fresh(input)) => backend.normalize(input, problem, output),
    normalizeWithNorms: (input, problem, output = fresh(input)) =>
      backend.normalizeWithNorms(input, problem, output),
    read(buffer) {
      if (ended) throw Object.assign(new Error('ended'), { name: 'UnitsphereError', code: 'disposed' });
      return buffer.slice();
    },
    free(buffer) {
      if (held.delete(buffer) && !ended) backend.release(buffer);
    },
    [Symbol.dispose]() {
      ended = true;
      backend[Symbol.dispose]();
    },
  };
}
