import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inject } from 'vitest';

const packages = fileURLToPath(new URL('../packages/', import.meta.url));

/**
 * A line that installs packages of ours takes their tarballs in place of their names, and of those that they depend on,
 * as the registry would give them.
 */
export function withTarballs(line: string): string {
  const [command] = line.split(' #') as [string];
  if (!command.startsWith('npm install')) return command;
  const words = command.trim().split(/\s+/);
  const ours = new Set<string>();
  for (const word of words) addWithDependencies(word.replace(/^@unitsphere\//, ''), word, ours);
  const others = words.filter((word) => !isOurs(word));
  const tarballs = inject('tarballs');
  const quiet = '--prefer-offline --no-audit --no-fund';
  return [...others, quiet, ...[...ours].map((each) => `'${tarballs[each]}'`)].join(' ');
}

function isOurs(name: string): boolean {
  return name === 'unitsphere' || name.startsWith('@unitsphere/');
}

function addWithDependencies(folder: string, name: string, found: Set<string>): void {
  if (!isOurs(name) || found.has(folder)) return;
  found.add(folder);
  const { dependencies = {} } = JSON.parse(readFileSync(join(packages, folder, 'package.json'), 'utf8'));
  for (const each of Object.keys(dependencies))
    addWithDependencies(each.replace(/^@unitsphere\//, ''), each, found);
}
