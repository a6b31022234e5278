import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'rolldown';
import { expect, test } from 'vitest';

/** What a built package adds to an application: one minified module, without the packages of ours that it stands on. */
async function bundled(name: string): Promise<string> {
  const { output } = await build({
    input: fileURLToPath(new URL(`../../packages/${name}/dist/index.js`, import.meta.url)),
    external: /^(@tensorflow\/|@unitsphere\/|gpu\.js$)/,
    write: false,
    output: { minify: true },
  });
  return output[0].code;
}

// What it is for is in it: WebAssembly begins with its magic number, a shader has an entry, tfjs's kernel a name.
test.each([
  ['tfjs', 6_000, 'UnitsphereNormalize'],
  ['wasm', 12_000, '0061736d01000000'],
  ['webgl', 22_000, 'texel_of_thread'],
  ['webgpu', 15_000, '@compute'],
])(
  "@unitsphere/%s's code is at most %d bytes, bundled, minified and gzipped",
  async (name, most, embedded) => {
    const code = await bundled(name);
    const bytes = gzipSync(code, { level: 9 }).length;
    console.info(`@unitsphere/${name}: ${bytes} bytes gzipped, ${code.length} before`);
    expect(code).toContain(embedded);
    expect(bytes).toBeLessThanOrEqual(most);
  },
);
