import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** What Vite makes of the page, by path: nothing is written. */
export async function buildPage(): Promise<Map<string, string | Uint8Array>> {
  const built = await build({
    configFile: fileURLToPath(new URL('../vite.config.ts', import.meta.url)),
    mode: 'production',
    logLevel: 'error',
    // Names in stack traces; and several tests build at a time.
    build: { write: false, minify: false, reportCompressedSize: false },
  });
  const outputs = Array.isArray(built) ? built : [built];
  return new Map(
    outputs.flatMap((bundle) => {
      if (!('output' in bundle)) throw new Error('Vite watches the page in place of building it');
      return bundle.output.map((file) => [file.fileName, file.type === 'chunk' ? file.code : file.source]);
    }),
  );
}
