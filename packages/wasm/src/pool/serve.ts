import type { Exports } from '../kernels.ts';
import { listLength, workspace, workspaceBytes } from '../workspace.ts';
import { control, reportAt, reportLength, slot, slotAt, states } from './control.ts';
import { doPart, type ResidentJob, residentFields } from './resident-part.ts';

/** What a worker is given to start with. */
export interface Service {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  readonly control: SharedArrayBuffer;
  readonly worker: number;
  readonly workers: number;
}

/**
 * A worker's life: sleep until a job opens, take parts, sleep again. It says that it joins before it looks whether the
 * job is still open; the main thread closes the job before it looks who has joined. So either sees the other.
 */
export function serve({ module, memory, control: shared, worker, workers }: Service): void {
  const kernels = new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as Exports;
  const words = new Int32Array(shared);
  const numbers = new Float64Array(shared, 4 * control.job, residentFields.length);
  const base = (worker + 1) * workspaceBytes;
  const uint32 = new Uint32Array(memory.buffer, base);
  const at = slotAt(worker);
  let seen = 0;
  Atomics.store(words, at, states.idle);
  for (;;) {
    Atomics.wait(words, control.open, seen);
    const open = Atomics.load(words, control.open);
    // It can be woken once more for the job that it has just left.
    if (open === seen) continue;
    seen = open;
    if (seen === 0) continue;
    Atomics.store(words, at, seen);
    let left: number = states.failed;
    try {
      if (Atomics.load(words, control.open) === seen) {
        const job = Object.fromEntries(residentFields.map((field, i) => [field, numbers[i]])) as ResidentJob;
        takeParts(kernels, words, uint32, base, job, seen, worker, workers);
      }
      left = states.idle;
    } finally {
      Atomics.store(words, at, left);
      Atomics.notify(words, at);
    }
  }
}

function takeParts(
  kernels: Exports,
  words: Int32Array,
  uint32: Uint32Array,
  base: number,
  job: ResidentJob,
  number: number,
  worker: number,
  workers: number,
): void {
  const at = slotAt(worker);
  const report = reportAt(worker, workers);
  const list = workspace.list / 4;
  uint32[workspace.zero / 4] = 0;
  uint32[workspace.clamped / 4] = 0;
  words[at + slot.job] = number;
  words[at + slot.done] = 0;
  let listed = 0;
  while (listed + listLength <= reportLength) {
    const part = Atomics.add(words, control.next, 1);
    if (part >= job.parts) break;
    const count = doPart(kernels, uint32, base, job, part);
    for (let i = 0; i < count; i++) words[report + listed++] = uint32[list + i]!;
    words[at + slot.done]!++;
  }
  words[at + slot.listed] = listed;
  words[at + slot.zero] = uint32[workspace.zero / 4]!;
  words[at + slot.clamped] = uint32[workspace.clamped / 4]!;
}
