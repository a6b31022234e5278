import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
// @ts-expect-error it has no declarations
import bundler from '@size-limit/esbuild';
// @ts-expect-error it has no declarations
import gzipper from '@size-limit/file';
import sizeLimit from 'size-limit';
import { afterAll, expect, test } from 'vitest';
import { simd } from '../../packages/wasm/src/generated/simd.ts';

/** A line of .size-limit.json, which `npx size-limit` reads too. */
interface Check {
  readonly name: string;
  readonly path: string;
  readonly import?: Readonly<Record<string, string>>;
  readonly limit: string;
}

const root = new URL('../../', import.meta.url);
const checks: readonly Check[] = JSON.parse(await readFile(new URL('.size-limit.json', root), 'utf8'));

/** What is in a bundle that holds what it is for: code in WebAssembly, a shader's entry, a name or a message. */
const contents: Readonly<Record<string, readonly string[]>> = {
  'packages/core/dist/index.js': ['foreign-tensor', 'tfjs-unit-norm'],
  'packages/cpu/dist/index.js': ['foreign-tensor', 'incomplete-slice'],
  'packages/wasm/dist/index.js': [simd.slice(0, 100)],
  'packages/webgpu/dist/index.js': ['@compute'],
  'packages/webgl/dist/index.js': ['texel_of_thread'],
  'packages/tfjs/dist/index.js': ['UnitsphereNormalize'],
  'packages/tfjs/dist/layers.js': ['UnitNormalization'],
  'packages/conformance/dist/index.js': ['very many short slices'],
  'packages/unitsphere/dist/index.js': ['@unitsphere/webgpu'],
};

const absolute = (path: string): string => fileURLToPath(new URL(path, root));

/** The bundle of a check, one application that holds all of it, and its bytes gzipped. */
async function bundled({ path, ...check }: Check): Promise<{ code: string; size: number }> {
  const folder = await mkdtemp(join(tmpdir(), 'sizes-'));
  try {
    const imports = Object.entries(check.import ?? {}).map(([file, names]) => [absolute(file), names]);
    const files = [absolute(path)];
    const each = { ...check, files, ...(check.import && { import: Object.fromEntries(imports) }) };
    const config = { checks: [each], saveBundle: folder, cleanDir: true };
    const [{ size }] = (await sizeLimit([bundler, gzipper], config)) as [{ size: number }];
    return { code: await readFile(join(folder, check.import ? 'index.js' : basename(path)), 'utf8'), size };
  } finally {
    await rm(folder, { recursive: true });
  }
}

const table: Readonly<Record<string, string | number>>[] = [];
afterAll(() => console.table(table));

test.each(checks)('$name is no larger than its ceiling, gzipped, and all of it', async (check) => {
  const { code, size } = await bundled(check);
  table.push({ package: check.name, gzipped: size, ceiling: check.limit, before: code.length });
  // Of createNormalizer.
  if (check.import) expect(code).toContain('foreign-tensor');
  expect(contents[check.path]!.filter((content) => !code.includes(content))).toEqual([]);
  expect(size).toBeLessThanOrEqual(Number.parseInt(check.limit, 10));
});
