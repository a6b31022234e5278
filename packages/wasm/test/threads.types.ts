// Only compiled, never run. Each line below `@ts-expect-error` must not compile; a type that has become `any` shows as
// a directive that is not needed.
import { wasm } from '@unitsphere/wasm';
import { type ThreadedBackend, wasmThreads } from '@unitsphere/wasm/threads';

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

const starting = wasmThreads({ threads: 'auto', arena: 2 ** 20 });
true satisfies Same<typeof starting, Promise<ThreadedBackend>>;
const backend = await starting;

// @ts-expect-error threads are a number, or auto
wasmThreads({ threads: 'all' });
// @ts-expect-error one thread
wasm({ threads: 2 });
// @ts-expect-error a number of threads is told, not set
backend.threads = 2;
