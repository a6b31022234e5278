import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';

type Target = string | null | { readonly [condition: string]: Target };

interface Manifest {
  readonly exports?: Target;
  readonly browser?: string | object;
  readonly module?: string;
  readonly main?: string;
}

const conditions = ['browser', 'import', 'default'];

/** The file that `name` is for the module `from`, as a browser's bundler has it. Throws where there is none. */
export function resolveModule(name: string, from: string): string {
  if (/^\.{0,2}\//.test(name)) return realpathSync(join(dirname(from), name));
  const [, packageName, rest] = /^((?:@[^/]+\/)?[^/]+)(.*)$/.exec(name)!;
  const folder = packageFolder(packageName!, dirname(from));
  if (folder === undefined) throw new Error(`${from} imports ${name}, which is not installed`);
  const manifest: Manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const path = manifest.exports
    ? exported(manifest.exports, `.${rest}`)
    : rest || browserMain(manifest) || manifest.module || manifest.main || 'index.js';
  if (path === undefined) throw new Error(`${from} imports ${name}, which ${packageName} does not export`);
  return realpathSync(join(folder, path));
}

function browserMain({ browser }: Manifest): string | undefined {
  return typeof browser === 'string' ? browser : undefined;
}

function packageFolder(name: string, from: string): string | undefined {
  const folder = join(from, 'node_modules', name);
  if (existsSync(join(folder, 'package.json'))) return folder;
  return dirname(from) === from ? undefined : packageFolder(name, dirname(from));
}

function exported(exports: Target, subpath: string): string | undefined {
  if (exports === null || typeof exports === 'string' || !Object.keys(exports)[0]?.startsWith('.'))
    return subpath === '.' ? byCondition(exports) : undefined;
  if (exports[subpath] !== undefined) return byCondition(exports[subpath]);
  for (const [pattern, target] of Object.entries(exports)) {
    const [start, end] = pattern.split('*') as [string, string?];
    if (end === undefined || !subpath.startsWith(start) || !subpath.endsWith(end)) continue;
    return byCondition(target)?.replaceAll('*', subpath.slice(start.length, subpath.length - end.length));
  }
  return undefined;
}

function byCondition(target: Target): string | undefined {
  if (target === null || typeof target === 'string') return target ?? undefined;
  for (const [condition, inner] of Object.entries(target)) {
    const found = conditions.includes(condition) ? byCondition(inner) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}
