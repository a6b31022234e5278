import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'rolldown';
import { expect, test } from 'vitest';

/** What the built package adds to an application: one minified module, without core and cpu, which are packages of their own. */
async function bundled(): Promise<string> {
  const { output } = await build({
    input: fileURLToPath(new URL('../dist/index.js', import.meta.url)),
    external: /^@unitsphere\//,
    write: false,
    output: { minify: true },
  });
  return output[0].code;
}

test("the package's code is at most 12 kB, bundled, minified and gzipped", async () => {
  const code = await bundled();
  const bytes = gzipSync(code, { level: 9 }).length;
  console.info(`@unitsphere/wasm: ${bytes} bytes gzipped, ${code.length} before`);
  expect(code).toContain('0061736d01000000');
  expect(bytes).toBeLessThanOrEqual(12_000);
});
