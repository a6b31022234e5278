import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'rolldown';

/** TensorFlow.js as modules for pages: text by path. */
export type TfjsBundle = ReadonlyMap<string, string>;

const folder = '/bundled/';

/** The path that a page imports in place of a package's name; undefined where that is none of TensorFlow.js. */
export function tfjsPath(name: string): string | undefined {
  return name.startsWith('@tensorflow/') ? `${folder}${name}.js` : undefined;
}

/** Whether a path is one of the bundle. */
export function isOfTfjs(path: string): boolean {
  return path.startsWith(folder);
}

const bundles = new Map<string, Promise<TfjsBundle>>();

/**
 * The packages of TensorFlow.js that packages/tfjs is developed with, bundled at the first call: browsers cannot load
 * them as they are, since their modules import CommonJS. In one bundle, so that all have the same tfjs-core.
 */
export function tfjsBundle(root: string): Promise<TfjsBundle> {
  const bundle = bundles.get(root) ?? bundled(root);
  bundles.set(root, bundle);
  return bundle;
}

async function bundled(root: string): Promise<TfjsBundle> {
  const home = join(root, 'packages/tfjs');
  const { devDependencies } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'));
  const names = Object.keys(devDependencies).filter((name) => tfjsPath(name) !== undefined);
  const { output } = await build({
    cwd: home,
    input: Object.fromEntries(names.map((name) => [name, name])),
    platform: 'browser',
    // Kernels are registered by importing.
    treeshake: false,
    write: false,
    output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
  });
  return new Map(output.map((file) => [folder + file.fileName, file.type === 'chunk' ? file.code : '']));
}
