import {
  type Backend,
  createNormalizer,
  type FloatArray,
  type Normalizer,
  resolveArguments,
} from '@unitsphere/core';
import type { Contender, Prepared, Work } from '../contender.ts';
import { sharedStart } from './shared-start.ts';
import { takingAllBut } from './taking-all-but.ts';

/** A backend whose buffers are on a device. */
export interface Device<Buffer> {
  readonly version: string;
  readonly backend: Backend<Buffer, 'async'>;
  /** Until the work before is done, that on `output` at least. */
  settled(output: Buffer): unknown;
}

const float64 = 'float64 is for cpu and wasm';

/** Two on one backend, which starts with the first and ends with the last of them. */
export function deviceContenders<Buffer>(
  name: string,
  roof: string,
  start: () => Promise<Device<Buffer>>,
): readonly [resident: Contender, arrayToArray: Contender] {
  const shared = sharedStart(start, ({ backend }) => backend[Symbol.dispose]());
  return [residentContender(name, roof, shared), arrayContender(name, shared)];
}

type Start<Buffer> = ReturnType<typeof sharedStart<Device<Buffer>>>;

/** From buffer to buffer, until the device is idle. */
function residentContender<Buffer>(name: string, roof: string, start: Start<Buffer>): Contender {
  return {
    name: `${name}, resident`,
    kind: 'ours',
    roof,
    without: takingAllBut({ float64, file: 'a file goes from array to array' }),
    async start() {
      const { held, end } = await start();
      return { version: held.version, prepare: (work) => prepareResident(held, work), end };
    },
  };
}

/** From an array of JavaScript to a fresh one, both ways of transfer included. */
function arrayContender<Buffer>(name: string, start: Start<Buffer>): Contender {
  return {
    name: `${name}, array to array`,
    kind: 'ours',
    roof: 'Float32Array.set',
    without: takingAllBut({ float64, file: 'files are read in Node alone' }),
    async start() {
      const { held, end } = await start();
      const normalizer = createNormalizer(held.backend);
      return {
        version: held.version,
        prepare: (work) => prepareArray(normalizer, work),
        normalize: (values, rows, length) => normalizer.normalize(values, { shape: [rows, length] }),
        end,
      };
    },
  };
}

function prepareResident<Buffer>({ backend, settled }: Device<Buffer>, work: Work): Prepared {
  const { scenario, x, upstream } = work;
  const { shape, axis, task } = scenario;
  const { problem } = resolveArguments(x, { shape, axis });
  const isInPlace = task === 'in-place';
  const held = (values: FloatArray | undefined): Buffer | undefined => values && backend.upload(values);
  const input = held(isInPlace ? undefined : x);
  const dy = held(task === 'gradient' ? upstream : undefined);
  // In place, every run but the first of a result gets the unit vectors of the one before.
  const fresh = (): Buffer => backend.upload(isInPlace ? x : new Float32Array(x.length));
  let output = fresh();
  const run = (): unknown => {
    if (dy) backend.gradient(input!, dy, problem, output);
    else backend.normalize(input ?? output, problem, output);
    return settled(output);
  };
  return {
    run,
    async result() {
      backend.free(output);
      output = fresh();
      await run();
      return backend.read(output);
    },
    end() {
      for (const buffer of [input, dy, output]) if (buffer) backend.free(buffer);
    },
  };
}

function prepareArray(normalizer: Normalizer<'async'>, work: Work): Prepared {
  const { scenario, x, upstream } = work;
  const { shape, axis, task } = scenario;
  const options = { shape, axis };
  const scratch = x.slice();
  const run = {
    normalize: () => normalizer.normalize(x, options),
    'in-place': () => normalizer.normalize(scratch, { ...options, output: scratch }),
    gradient: () => normalizer.gradient(x, upstream!, options),
    file: () => Promise.reject(new Error('a file is not read here')),
  }[task];
  return {
    run,
    async result() {
      scratch.set(x);
      return (await run()).slice();
    },
    end: () => {},
  };
}
