import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import { build } from 'esbuild';
import { rollup } from 'rollup';
import { onTestFinished } from 'vitest';
import webpack from 'webpack';

const installed = fileURLToPath(new URL('../../node_modules', import.meta.url));
/** Peers of others, which are no code of ours. */
const external = ['gpu.js', '@tensorflow/tfjs-core', '@tensorflow/tfjs-layers'];

/** What a bundler makes of a program: the text of each file, `main.js` the one that is loaded. */
export type Bundled = Readonly<Record<string, string>>;

/** The bundlers, each as a user of the built packages would call it. They throw on errors and on warnings. */
export const bundlers: Readonly<Record<string, (program: string) => Promise<Bundled>>> = {
  async esbuild(program) {
    const { entry, folder } = written(program);
    const settings = {
      bundle: true,
      splitting: true,
      minify: true,
      format: 'esm',
      logLevel: 'silent',
    } as const;
    const { warnings } = await build({ ...settings, entryPoints: [entry], outdir: folder, external });
    // It says so where it leaves out an import without names, which is what has no side effects.
    requireNone(warnings.filter(({ id }) => id !== 'ignored-bare-import').map(({ text }) => text));
    return filesOf(folder);
  },
  async rollup(program) {
    const { entry, folder } = written(program);
    const warnings: string[] = [];
    const onwarn = ({ message }: { message: string }) => warnings.push(message);
    const bundle = await rollup({
      input: entry,
      plugins: [nodeResolve({ browser: true })],
      external,
      onwarn,
    });
    await bundle.write({ dir: folder, format: 'es', entryFileNames: 'main.js' });
    await bundle.close();
    requireNone(warnings);
    return filesOf(folder);
  },
  async webpack(program) {
    const { entry, folder } = written(program);
    const compiler = webpack({
      entry,
      mode: 'production',
      target: ['web', 'es2022'],
      experiments: { outputModule: true },
      externals: external,
      externalsType: 'import',
      output: { path: folder, module: true, filename: 'main.js', chunkFormat: 'module' },
    })!;
    const stats = await new Promise<webpack.Stats>((resolve, reject) => {
      compiler.run((error, finished) => (finished === undefined ? reject(error) : resolve(finished)));
    });
    requireNone([...stats.compilation.errors, ...stats.compilation.warnings].map(({ message }) => message));
    return filesOf(folder);
  },
};

function written(program: string): { readonly entry: string; readonly folder: string } {
  const root = mkdtempSync(join(tmpdir(), 'bundlers-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  symlinkSync(installed, join(root, 'node_modules'));
  writeFileSync(join(root, 'main.js'), program);
  return { entry: join(root, 'main.js'), folder: join(root, 'bundled') };
}

function filesOf(folder: string): Bundled {
  const names = readdirSync(folder).filter((name) => name.endsWith('.js'));
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

function requireNone(complaints: readonly string[]): void {
  if (complaints.length > 0) throw new Error(complaints.join('\n'));
}
