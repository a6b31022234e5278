import { expect, test } from 'vitest';
import { codeHere, compile } from '../src/code.ts';
import { forSharedMemory, instantiate } from '../src/kernels.ts';

const own = (): Uint8Array<ArrayBuffer> => codeHere().bytes;
const modules = await Promise.all([compile(own()), compile(forSharedMemory(own()))]);

test('the code for shared memory differs in the one byte that says so', () => {
  const [plain, shared] = [own(), forSharedMemory(own())];
  const differing = [...plain.keys()].filter((i) => plain[i] !== shared[i]);
  expect(shared).toHaveLength(plain.length);
  expect(differing).toHaveLength(1);
  expect([plain[differing[0]!], shared[differing[0]!]]).toEqual([1, 3]);
  expect([WebAssembly.validate(plain), WebAssembly.validate(shared)]).toEqual([true, true]);
  const imports = [{ module: 'env', name: 'memory', kind: 'memory' }];
  expect(modules.map(WebAssembly.Module.imports)).toEqual([imports, imports]);
});

test.each([1, 2, 65536])('kernels take memory of their own kind with a maximum of %d pages', (maximum) => {
  const plain = new WebAssembly.Memory({ initial: 1, maximum });
  const shared = new WebAssembly.Memory({ initial: 1, maximum, shared: true });
  const names = Object.keys(instantiate(modules[0], plain));
  expect(names).toContain('normalizeRows');
  expect(Object.keys(instantiate(modules[1], shared))).toEqual(names);
  expect(() => instantiate(modules[0], shared)).toThrow(WebAssembly.LinkError);
  expect(() => instantiate(modules[1], plain)).toThrow(WebAssembly.LinkError);
});
