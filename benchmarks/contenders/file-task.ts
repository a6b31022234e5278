import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync, writevSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FloatArray } from '@unitsphere/core';
import { formatNpyHeader, readNpyHeader } from '../../packages/unitsphere/src/npy-header.ts';
import type { Contender, Prepared, Started, Work } from '../contender.ts';
import type { PreparedCopy } from './prepared-copy.ts';

type Normalize = NonNullable<Started['normalize']>;

/** A contender that takes the task `file` too, by its `normalize`. */
export function withFileTask(contender: Contender): Contender {
  return takingFiles(contender, (started, work) => prepareFile(started.normalize!, work));
}

/** A roof that takes the task `file` too: the same with a copy of the values. */
export function withFileCopy(contender: Contender): Contender {
  return takingFiles(contender, (_, work): PreparedCopy => {
    const { run, written, end } = fileTask((values) => values.slice(), work);
    return { run, end, copied: async () => bytesOf((await written()) ?? new Float32Array(0)) };
  });
}

function takingFiles(
  contender: Contender,
  prepare: (started: Started, work: Work) => ReturnType<Started['prepare']>,
): Contender {
  const isFile = ({ task }: Work['scenario']): boolean => task === 'file';
  return {
    ...contender,
    without: (scenario) => (isFile(scenario) ? undefined : contender.without(scenario)),
    async start() {
      const started = await contender.start();
      return {
        ...started,
        prepare: (work) => (isFile(work.scenario) ? prepare(started, work) : started.prepare(work)),
      };
    },
  };
}

/** Reads a .npy file of the input's values, two axes, float32; normalizes; writes a .npy file. The system caches both. */
function prepareFile(normalize: Normalize, work: Work): Prepared {
  const { run, written, forget, end } = fileTask(normalize, work);
  return {
    run,
    async result() {
      forget();
      await run();
      return (await written())!;
    },
    end,
  };
}

function fileTask(normalize: Normalize, { scenario: { shape }, x }: Work) {
  const folder = mkdtempSync(join(tmpdir(), 'unitsphere-benchmark-'));
  const [from, to] = [join(folder, 'x.npy'), join(folder, 'y.npy')];
  writeNpy(from, shape, x);
  return {
    async run(): Promise<void> {
      const { rows, length, values } = await readNpy(from);
      writeNpy(to, [rows, length], await normalize(values, rows, length));
    },
    /** What was written; undefined where nothing was. */
    written: async () => (existsSync(to) ? (await readNpy(to)).values : undefined),
    forget: () => rmSync(to, { force: true }),
    end: () => rmSync(folder, { recursive: true }),
  };
}

async function readNpy(file: string): Promise<{ rows: number; length: number; values: Float32Array }> {
  const bytes = readFileSync(file);
  let at = 0;
  const take = async (count: number): Promise<Uint8Array> => {
    at += count;
    return bytes.subarray(at - count, at);
  };
  const { header } = await readNpyHeader(take, file);
  const [rows, length] = header.shape as [number, number];
  const start = bytes.byteOffset + at;
  // Node gives small files a part of a larger buffer, anywhere.
  const values =
    start % 4 === 0
      ? new Float32Array(bytes.buffer, start, rows * length)
      : new Float32Array(bytes.buffer.slice(start), 0, rows * length);
  return { rows, length, values };
}

function writeNpy(file: string, shape: readonly number[], values: FloatArray): void {
  const header = formatNpyHeader({ dtype: 'float32', byteOrder: '<', fortranOrder: false, shape });
  const descriptor = openSync(file, 'w');
  try {
    writevSync(descriptor, [header, bytesOf(values)]);
  } finally {
    closeSync(descriptor);
  }
}

function bytesOf({ buffer, byteOffset, byteLength }: FloatArray): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
