import { beforeAll, describe, test } from 'vitest';
import { type WasmBackend, wasm } from '../src/index.ts';
import { expectSameAsCpu, orders, problemOf } from './same-as-cpu.ts';

let backend: WasmBackend;
beforeAll(async () => {
  backend = await wasm({ arena: 2 ** 24 });
});

describe.each(orders)('p = %d: on arrays of the arena the result is that of cpu', (p) => {
  test.each([1, 2, 3, 15, 16, 17, 128, 129, 16385])(
    'for rows of %d, more than a list holds where they are short',
    (length) => {
      const outer = length < 200 ? 2100 : 12;
      expectSameAsCpu(backend, problemOf([outer, length, 1], { p }), 'arena');
      expectSameAsCpu(backend, problemOf([outer, length, 1], { p, gap: 3 }), 'arena');
    },
  );

  test.each([2, 3, 4, 8, 9, 12, 16, 20, 1020, 1023, 1024, 1028, 2052])(
    'for %d columns, in one panel and in several',
    (inner) => {
      for (const length of [1, 8, 9, 100])
        expectSameAsCpu(backend, problemOf([2, length, inner], { p }), 'arena');
      expectSameAsCpu(backend, problemOf([2, 30, inner], { p, gap: 4 }), 'arena');
    },
  );

  // A panel is narrower where its columns are long: 1 MiB of them, but a cache line at the least.
  test.each([
    [257, 1024],
    [5000, 60],
    [16384, 20],
    [16385, 36],
  ])('for columns of %d, %d of them', (length, inner) => {
    expectSameAsCpu(backend, problemOf([1, length, inner], { p }), 'arena');
  });

  test.each([
    [100, 33, 1],
    [2, 30, 12],
    [3, 9000, 1],
  ] as const)('for %d × %d × %d of float64', (outer, length, inner) => {
    expectSameAsCpu(backend, problemOf([outer, length, inner], { p, dtype: 'float64' }), 'arena');
  });
});
