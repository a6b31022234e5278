import { type RunOptions, run } from '@unitsphere/conformance';
import { runInWorker } from '@unitsphere/conformance/worker';
import { createNormalizer, UnitsphereError } from '@unitsphere/core';
import { cpu } from '@unitsphere/cpu';
import { webgl } from '@unitsphere/webgl';
import { outcomesOf } from '../../../../tools/browser/outcomes-of.ts';
import { loadGpuJs } from '../../src/gpu-js.ts';
import { type BackendName, backends } from './backends.ts';
import { brokenDrivers } from './broken-drivers.ts';
import { around, newContext, watched } from './contexts.ts';

export function resultsInPage(backend: BackendName, options: RunOptions) {
  return outcomesOf(run(backends[backend], options));
}

export function resultsInWorker(backend: BackendName, options: RunOptions) {
  const file = new URL(`worker.ts?backend=${backend}`, import.meta.url);
  return outcomesOf(runInWorker(() => new Worker(file, { type: 'module' }), options));
}

const codeOf = (error: unknown): string => (error instanceof UnitsphereError ? error.code : String(error));

/** 3/5 and 4/5, in a context of its own, one that is lent, and that of a GPU that is. */
export async function started() {
  const values = Float32Array.of(3, 4);
  const GPU = await loadGpuJs();
  const gpu = new GPU({ context: newContext(), canvas: { width: 1, height: 1 } });
  const units: number[][] = [];
  for (const options of [{}, { context: newContext() }, { gpu }]) {
    using backend = await webgl(options);
    units.push([...(await createNormalizer(backend).normalize(values))]);
  }
  return units;
}

/** How it does not start on a driver that is broken. */
export async function refusal(driver: string) {
  try {
    await webgl({ context: brokenDrivers[driver]!() });
    return undefined;
  } catch (error) {
    const { code, message } = error as UnitsphereError;
    return { code, message };
  }
}

/** What is read of a context that is lost while a read waits, then at once, then when it has been restored. */
export async function lost() {
  const context = newContext();
  const backend = await webgl({ context });
  const buffer = backend.upload(Float32Array.of(3, 4));
  const extension = context.getExtension('WEBGL_lose_context')!;
  const waiting = backend.read(buffer).catch(codeOf);
  extension.loseContext();
  const codes = [await waiting, await backend.read(buffer).catch(codeOf)];
  const restored = new Promise((resolve) => context.canvas.addEventListener('webglcontextrestored', resolve));
  context.canvas.addEventListener('webglcontextlost', (event) => event.preventDefault());
  setTimeout(() => extension.restoreContext());
  await Promise.race([restored, new Promise((resolve) => setTimeout(resolve, 500))]);
  codes.push(await backend.read(buffer).catch(codeOf));
  try {
    backend.upload(Float32Array.of(1));
  } catch (error) {
    codes.push(codeOf(error));
  }
  return codes;
}

/** What a thousand calls of each kind leave behind, and what the end of the backend takes. */
export async function thousandCalls() {
  const context = newContext();
  const backend = await webgl({ context });
  const normalizer = createNormalizer(backend);
  const values = Float32Array.from({ length: 24 }, (_, i) => i + 1);
  const shape = [4, 6];
  await normalizer.normalizeWithNorms(values, { shape });
  const counts = watched(context);
  const tensor = normalizer.tensor(values, shape);
  for (let call = 0; call < 250; call++) {
    normalizer.normalize(tensor)[Symbol.dispose]();
    await normalizer.normalize(values, { shape });
    await normalizer.normalizeWithNorms(values, { shape });
    await normalizer.norms(tensor);
  }
  tensor[Symbol.dispose]();
  const after = { ...counts };
  backend.upload(values);
  backend[Symbol.dispose]();
  return { after, ended: counts.textures - counts.deletedTextures };
}

/** Programs that 200 calls of different shapes make, after the first calls of their kind. */
export async function programsOfShapes() {
  const context = newContext();
  using backend = await webgl({ context });
  const { normalize } = createNormalizer(backend);
  const call = (outer: number, length: number, inner: number) =>
    normalize(new Float32Array(outer * length * inner).fill(1), { shape: [outer, length, inner], axis: 1 });
  await call(3, 5, 1);
  await call(3, 5, 4);
  await call(1, 20_000, 1);
  const counts = watched(context);
  for (let i = 1; i <= 100; i++) {
    await call(i, 7 * i + 1, 1);
    await call(1 + (i % 5), 3 * i, 1 + (i % 11));
  }
  return counts.programs;
}

/** How many of the values, of every exponent, come out with other bits than cpu's. */
export async function mismatchesAt(rows: number, length: number) {
  const bits = new Uint32Array(rows * length);
  let state = 1;
  for (let i = 0; i < bits.length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    // Of 32 exponents, either sign.
    bits[i] = (state & 0x80ffffff) | ((0x38 + ((state >>> 25) & 0xf)) << 24);
  }
  const values = new Float32Array(bits.buffer);
  using backend = await webgl();
  const found = new Uint32Array(
    (await createNormalizer(backend).normalize(values, { shape: [rows, length] })).buffer,
  );
  const exact = createNormalizer(cpu()).normalize(values, { shape: [rows, length], output: values });
  const expected = new Uint32Array(exact.buffer);
  let mismatches = 0;
  for (let i = 0; i < expected.length; i++) if (expected[i] !== found[i]) mismatches++;
  return { compared: expected.length, mismatches };
}

/** What is said of more slices than a texture has texels, and what that leaves behind. */
export async function tooMany() {
  const context = newContext();
  const backend = await webgl({ context });
  around(context, 'getParameter', (call, args) => (args[0] === context.MAX_TEXTURE_SIZE ? 8 : call(...args)));
  const counts = watched(context);
  const values = new Float32Array(4 * 65);
  const codes: string[] = [];
  for (const size of [4 * 65, 4 * 64]) {
    try {
      const buffer = backend.upload(values.subarray(0, size));
      // 64 texels of values, but a norm for each of 256 slices.
      backend.normalize(buffer, {
        ...{ dtype: 'float32', outer: size, length: 1, inner: 1, stride: 1, p: 2 },
        denominator: { form: 'floor', of: 'norm', epsilon: 0 },
      });
    } catch (error) {
      codes.push(`${codeOf(error)}: ${(error as Error).message}`);
    }
  }
  backend[Symbol.dispose]();
  return { codes, left: counts.textures - counts.deletedTextures };
}
