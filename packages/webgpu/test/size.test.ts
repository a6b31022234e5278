import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'rolldown';
import { expect, test } from 'vitest';

/** What the built package adds to an application: one minified module, without core, which is a package of its own. */
async function bundled(): Promise<string> {
  const { output } = await build({
    input: fileURLToPath(new URL('../dist/index.js', import.meta.url)),
    external: /^@unitsphere\//,
    write: false,
    output: { minify: true },
  });
  return output[0].code;
}

test("the package's code is at most 15 kB, bundled, minified and gzipped", async () => {
  const code = await bundled();
  const bytes = gzipSync(code, { level: 9 }).length;
  console.info(`@unitsphere/webgpu: ${bytes} bytes gzipped, ${code.length} before`);
  // The shaders are in it.
  expect(code).toContain('@compute');
  expect(bytes).toBeLessThanOrEqual(15_000);
});
