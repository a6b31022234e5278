import type { Contender, Work } from '../contender.ts';
import { copyIn, copyMemory, copyModule } from './copy-module.ts';
import { bytesToCopy, type PreparedCopy } from './prepared-copy.ts';
import { takingAllBut } from './taking-all-but.ts';

/** Within one WebAssembly memory, by one thread. */
export function memoryCopy(): Contender {
  return {
    name: 'memory.copy',
    kind: 'roof',
    roof: 'memory.copy',
    without: takingAllBut({ file: 'a file is not copied within a memory' }),
    async start() {
      const module = await copyModule(false);
      return { version: 'of the WebAssembly engine', prepare: (work) => prepare(module, work) };
    },
  };
}

function prepare(module: WebAssembly.Module, work: Work): PreparedCopy {
  const bytes = bytesToCopy(work);
  const { memory, source, destination } = copyMemory(bytes.length, false);
  const copy = copyIn(module, memory);
  new Uint8Array(memory.buffer, source).set(bytes);
  return {
    run: () => copy(destination, source, bytes.length),
    copied: () => new Uint8Array(memory.buffer, destination, bytes.length).slice(),
    end: () => {},
  };
}
