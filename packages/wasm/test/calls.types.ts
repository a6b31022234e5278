// Only compiled, never run. Each line below `@ts-expect-error` must not compile; a type that has become `any` shows as
// a directive that is not needed.
import { createNormalizer } from '@unitsphere/core';
import { type WasmBackend, wasm } from '@unitsphere/wasm';
import { lentKernels } from '@unitsphere/wasm/lent';

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

declare const float32: Float32Array;

const starting = wasm({ arena: 2 ** 20 });
true satisfies Same<typeof starting, Promise<WasmBackend>>;
const backend = await starting;
const single = backend.allocate(2);
true satisfies Same<typeof single, Float32Array>;
const double = backend.allocate(2, 'float64');
true satisfies Same<typeof double, Float64Array>;
const normalizer = createNormalizer(backend);
const values = normalizer.normalize(float32);
true satisfies Same<typeof values, Float32Array>;

// @ts-expect-error a backend that has yet to start
createNormalizer(wasm());
// @ts-expect-error a backend that has yet to start has no memory
wasm().allocate(2);
// @ts-expect-error no such option
wasm({ memory: 2 ** 20 });
// @ts-expect-error bytes are a number
wasm({ arena: '256 MB' });
// @ts-expect-error dtypes are float32 and float64
backend.allocate(2, 'float16');
// @ts-expect-error what is given back is an array
backend.release(2);
// @ts-expect-error a buffer of wasm is an array
normalizer.borrow({ texture: null }, 'float32', [2]);
// @ts-expect-error integers
normalizer.normalize(new Int32Array(2));

const kernels = await lentKernels();
declare const memory: WebAssembly.Memory;
const lent = kernels.on(memory, 0);
// @ts-expect-error a lent memory is another module's, which allocates there
lent.allocate(2);
// @ts-expect-error a memory, not its buffer
kernels.on(memory.buffer, 0);
// @ts-expect-error a workspace is an address
kernels.on(memory);
