import { conformance } from '@unitsphere/conformance';
import type { Problem } from '@unitsphere/core';
import { cpu } from '@unitsphere/cpu';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { wasm } from '../src/index.ts';
import { wasmThreads } from '../src/threads.ts';

/** As on a platform whose WebAssembly lacks SIMD. */
async function withoutSimd<T>(start: () => Promise<T>): Promise<T> {
  const validate = vi.spyOn(WebAssembly, 'validate').mockReturnValue(false);
  try {
    return await start();
  } finally {
    validate.mockRestore();
  }
}

const problem: Problem = {
  dtype: 'float32',
  outer: 1,
  length: 2,
  inner: 1,
  stride: 2,
  p: 2,
  denominator: { form: 'floor', of: 'norm', epsilon: 0 },
};

test('with SIMD the variant is simd, and a capability', async () => {
  expect((await wasm()).capabilities).toEqual({ ...cpu().capabilities, variant: 'simd' });
});

describe('without SIMD', () => {
  conformance({ test, create: () => withoutSimd(wasm), share: 0.01 });

  test('the variant is scalar, and a capability', async () => {
    const { name, capabilities } = await withoutSimd(wasm);
    expect([name, capabilities]).toEqual(['wasm', { ...cpu().capabilities, variant: 'scalar' }]);
  });

  test('arrays of allocate lie in WebAssembly memory all the same, and there is one thread', async () => {
    const backend = await withoutSimd(() => wasmThreads({ threads: 2, threadsFrom: 0, arena: 2 ** 16 }));
    const [x, y] = [backend.allocate(2), backend.allocate(2)];
    x.set([3, 4]);
    expect(backend.normalize(x, problem, y)).toBe(y);
    expect([...y]).toEqual([0.6, 0.8].map(Math.fround));
    expect([x.buffer === y.buffer, x.buffer.byteLength]).toEqual([true, 2 ** 17]);
    expect(backend.threads).toEqual({ wanted: 2, running: 1, reason: 'there is no WebAssembly SIMD here' });
    backend.release(x);
    expect(() => backend.allocate(2 ** 20)).toThrow('do not fit into an arena of 65536');
  });
});

describe('WebAssembly that does not start is backend-unavailable', () => {
  test('for its absence', async () => {
    onTestFinished(() => void vi.unstubAllGlobals());
    vi.stubGlobal('WebAssembly', undefined);
    const message = 'there is no WebAssembly here';
    await expect(wasm()).rejects.toMatchObject({ code: 'backend-unavailable', message });
  });

  // What Firefox and Safari say; Chromium says it itself in browser/browser.test.ts.
  test.each([
    'call to WebAssembly.compile() blocked by CSP',
    "Refused to create a WebAssembly object because 'unsafe-eval' or 'wasm-unsafe-eval' is not an allowed source of script",
  ])('for a Content-Security-Policy: %s', async (said) => {
    const compile = vi.spyOn(WebAssembly, 'compile').mockRejectedValue(new WebAssembly.CompileError(said));
    onTestFinished(() => compile.mockRestore());
    const policy =
      "the page's Content-Security-Policy forbids WebAssembly; its script-src needs 'wasm-unsafe-eval'";
    const message = `${policy}: ${said}`;
    await expect(wasm()).rejects.toMatchObject({ code: 'backend-unavailable', message });
  });

  test('for any other reason, which is told', async () => {
    const compile = vi
      .spyOn(WebAssembly, 'compile')
      .mockRejectedValue(new RangeError('no executable memory'));
    onTestFinished(() => compile.mockRestore());
    const message = 'WebAssembly does not compile here: no executable memory';
    await expect(wasm()).rejects.toMatchObject({ code: 'backend-unavailable', message });
  });
});
