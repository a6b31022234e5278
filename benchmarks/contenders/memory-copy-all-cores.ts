import type { Contender, Work } from '../contender.ts';
import { type Crew, type StartThread, startCrew } from './copy-crew.ts';
import { copyIn, copyMemory, copyModule } from './copy-module.ts';
import { bytesToCopy, type PreparedCopy } from './prepared-copy.ts';
import { takingAllBut } from './taking-all-but.ts';
import { threadsFrom } from './wasm-contenders.ts';

/** Fewer bytes one thread copies: threads of ours do not share so few either. */
const sharedFrom = 4 * threadsFrom;

/** Within one shared WebAssembly memory, by so many threads where that is worth it. Rejects where there cannot be several. */
export function memoryCopyAllCores(threads: number, startThread: StartThread): Contender {
  return {
    name: 'memory.copy, all cores',
    kind: 'roof',
    roof: 'memory.copy, all cores',
    without: takingAllBut({ file: 'a file is not copied within a memory' }),
    async start() {
      if (threads === 1) throw new Error('there is one core here');
      if (typeof SharedArrayBuffer === 'undefined')
        throw new Error('memory is not shared here: the page is not cross-origin isolated (COOP and COEP)');
      const module = await copyModule(true);
      const prepare = (work: Work) => prepared(module, threads, startThread, work);
      // Says at once where threads do not start.
      (await startCrew(startThread, threads, { module, bytes: 0, ...copyMemory(0, true) })).end();
      return {
        version: `of the WebAssembly engine, ${threads} threads from ${sharedFrom} bytes on`,
        prepare,
      };
    },
  };
}

async function prepared(
  module: WebAssembly.Module,
  threads: number,
  startThread: StartThread,
  work: Work,
): Promise<PreparedCopy> {
  const bytes = bytesToCopy(work);
  const place = copyMemory(bytes.length, true);
  const { memory, source, destination } = place;
  new Uint8Array(memory.buffer, source).set(bytes);
  const crew: Crew | undefined =
    bytes.length < sharedFrom
      ? undefined
      : await startCrew(startThread, threads, { module, bytes: bytes.length, ...place });
  const copy = copyIn(module, memory);
  return {
    run: crew ? crew.copy : () => copy(destination, source, bytes.length),
    copied: () => new Uint8Array(memory.buffer, destination, bytes.length).slice(),
    end: () => crew?.end(),
  };
}
