import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const modules = fileURLToPath(new URL('../node_modules', import.meta.url));
const suffix = process.platform === 'win32' ? '.exe' : '';

/** A program that npm installs as a package for this platform, without a script of its own. Throws where it has none. */
export function platformBinary(scope: string, file: string): string {
  const platforms = readdirSync(join(modules, scope));
  if (platforms.length === 0) throw new Error(`${scope} has no package for this platform`);
  return join(modules, scope, platforms[0]!, `${file}${suffix}`);
}
