import { expect, test } from 'vitest';
import { candidates, type PickOptions, pick } from '../src/index.ts';

test('pick gives a normalizer that normalizes, and ends', async () => {
  const normalizer = await pick();
  expect(await normalizer.normalize([3, 4])).toEqual([0.6, 0.8]);
  normalizer[Symbol.dispose]();
  expect(() => normalizer.normalize([3, 4])).toThrow(/was used after its end/);
});

test('a tensor of the normalizer that pick gives is its own', async () => {
  using normalizer = await pick();
  using tensor = normalizer.normalize(normalizer.tensor(Float32Array.of(3, 4)));
  expect(tensor.backend).toBe(normalizer.backend);
  expect(await tensor.read()).toEqual(Float32Array.of(0.6, 0.8));
});

test.each<[PickOptions, string]>([
  [{}, 'wasm'],
  [{ elements: 32768 }, 'wasm'],
  [{ elements: 32767 }, 'cpu'],
  [{ elements: 32767, dtype: 'float64', p: 3, gradient: true, norms: true, strided: true }, 'cpu'],
  [{ elements: 1e6, dtype: 'float64', p: 3, gradient: true, norms: true, strided: true }, 'wasm'],
  [{ backends: ['webgl', 'cpu', 'wasm'] }, 'cpu'],
])('pick(%j) gives %s in Node', async (options, name) => {
  using normalizer = await pick(options);
  expect(normalizer.backend.name).toBe(name);
});

test('backend.why says in a line why it is wasm, and for a small problem why it is not', async () => {
  const others = 'not webgpu: for values on a device; not webgl: for values on a device';
  using large = await pick();
  expect(large.backend.why).toBe(
    `wasm: for values in the host's memory; not cpu: usually slower than wasm; ${others}`,
  );
  using small = await pick({ elements: 768 });
  expect(small.backend.why).toBe(
    `cpu: for values in the host's memory; not wasm: its start pays from 32768 elements on; ${others}`,
  );
});

test('values on a device get webgpu in Node, by the package webgpu', async () => {
  using normalizer = await pick({ residency: 'device', elements: 7e6 });
  expect(normalizer.backend.considered).toEqual([
    { name: 'webgpu', verdict: 'for values on a device' },
    { name: 'webgl', verdict: 'usually slower than webgpu' },
    { name: 'wasm', verdict: "for values in the host's memory" },
    { name: 'cpu', verdict: "for values in the host's memory" },
  ]);
  const unit = await normalizer.normalize(normalizer.tensor(Float32Array.of(3, 4))).read();
  expect(unit).toEqual(Float32Array.of(0.6, 0.8));
});

test('float64 on a device is what no GPU has: wasm does it, and says so', async () => {
  using normalizer = await pick({ residency: 'device', dtype: 'float64' });
  expect(normalizer.backend.why).toBe(
    "wasm: for values in the host's memory; not webgpu: does not support dtype float64; " +
      'not webgl: does not start: WebGL needs a browser; not cpu: usually slower than wasm',
  );
});

test('the normalizer that pick gives takes the arrays of other libraries', async () => {
  using normalizer = await pick();
  const array = { data: Float64Array.of(3, 4), dims: [2] };
  expect(await normalizer.normalize(array)).toEqual({ data: Float64Array.of(0.6, 0.8), dims: [2] });
});

test('pick refuses an unknown name with the known ones', async () => {
  await expect(pick({ backends: ['abacus'] })).rejects.toMatchObject({
    code: 'unknown-backend',
    message: `unknown backend abacus; expected one of ${candidates.map(({ name }) => name).join(', ')}`,
  });
});

test('each candidate has the residency that is announced of it', async () => {
  for (const { name, residency = 'host', start } of candidates) {
    if (name === 'webgl') continue;
    using backend = await start();
    expect([name, backend.capabilities.residency]).toEqual([name, residency]);
  }
});
