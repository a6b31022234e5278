import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { allocate, type FloatArray } from '@unitsphere/core';
import type { Prepared, Work } from '../contender.ts';
import type { PythonProcess } from './python-process.ts';

/** What is to be done to `x`, without what tells scenarios apart. */
export interface PythonWork {
  readonly scenario: Pick<Work['scenario'], 'shape' | 'axis' | 'dtype' | 'task'>;
  readonly x: FloatArray;
  readonly upstream?: FloatArray;
}

/** Brings the work to `python`, as number `id`; `threads` is 0 for as many as its library takes by itself. */
export async function preparePython(
  python: PythonProcess,
  { scenario, x, upstream }: PythonWork,
  { id, threads }: { readonly id: number; readonly threads: number },
): Promise<Prepared & Required<Pick<Prepared, 'result' | 'timed'>>> {
  const { shape, axis, dtype, task } = scenario;
  const names = { x: `${id}-x`, upstream: `${id}-upstream`, to: `${id}-y` };
  const at = (name: string): string => join(python.folder, name);
  const ask = (what: string, more: object = {}): ReturnType<PythonProcess['ask']> =>
    python.ask({ what, work: id, threads, ...more });
  await writeFile(at(names.x), bytesOf(x));
  if (upstream) await writeFile(at(names.upstream), bytesOf(upstream));
  await ask('prepare', { shape, axis, dtype, task, x: names.x, upstream: names.upstream });
  const timed = async (count: number): Promise<number> => (await ask('time', { count })).milliseconds;
  return {
    run: () => timed(1),
    timed,
    async result() {
      const { dtype: got } = await ask('result', { to: names.to });
      if (got !== dtype) throw new Error(`results of ${got}, expected ${dtype}`);
      const y = allocate(dtype, x.length);
      const bytes = await readFile(at(names.to));
      if (bytes.length !== y.byteLength)
        throw new Error(`${bytes.length / y.BYTES_PER_ELEMENT} results, expected ${y.length}`);
      bytesOf(y).set(bytes);
      return y;
    },
    async end() {
      await ask('end');
      for (const name of Object.values(names)) await rm(at(name), { force: true });
    },
  };
}

function bytesOf(array: FloatArray): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}
