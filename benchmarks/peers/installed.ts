import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** A package of this folder, which has its own node_modules. */
export interface Installed<T> {
  readonly module: T;
  readonly version: string;
}

/** Also from benchmarks/dist, where this is bundled. */
const folder = new URL('../peers/', import.meta.url);

/** Loads it, or a module in it. Throws one line where it is not installed. */
export function installed<T>(name: string, path: `/${string}` | '' = ''): Installed<T> {
  const manifest = new URL(`node_modules/${name}/package.json`, folder);
  let version: string;
  try {
    version = JSON.parse(readFileSync(manifest, 'utf8')).version;
  } catch (cause) {
    throw new Error(`${name} is not installed: npm ci --prefix benchmarks/peers`, { cause });
  }
  return { module: createRequire(folder)(name + path), version };
}
