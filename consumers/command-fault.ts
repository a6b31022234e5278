import { readFileSync } from 'node:fs';
import { docs } from './sets.ts';

const repository = new URL('..', import.meta.url);

function json(path: string): { readonly [name: string]: never } {
  return JSON.parse(readFileSync(new URL(path, repository), 'utf8'));
}

const manifests: readonly { readonly name: string; readonly bin?: Readonly<Record<string, string>> }[] =
  docs.packages.map((folder) => json(`packages/${folder}/package.json`) as never);
const scripts: readonly string[] = Object.keys(json('package.json')['scripts']!);
interface Locked {
  readonly version?: string;
  readonly bin?: Readonly<Record<string, string>>;
}

const locked: Readonly<Record<string, Locked>> = json('package-lock.json')['packages']!;

/** Commands of npm itself that a page can name, besides those that run scripts and install packages. */
const ownOfNpm: readonly string[] = ['ci', 'init', 'pkg', 'view', 'audit', 'deprecate', 'dist-tag'];

/** What does not exist of a line that a page tells its reader to type, in words. */
export function commandFault(line: string): string | undefined {
  const commands = line.replace(/\s#.*/, '').split('&&');
  return commands.map((command) => faultOf(command.trim())).find((fault) => fault !== undefined);
}

function faultOf(command: string): string | undefined {
  const [program, ...words] = command.split(/\s+/);
  if (program === 'npx') return npxFault(words[0]!);
  if (program !== 'npm') return undefined;
  const [what, ...rest] = words;
  if (what === 'install') return rest.map(packageFault).find((fault) => fault !== undefined);
  if (ownOfNpm.includes(what!)) return undefined;
  const script = what === 'run' ? rest[0]! : what!;
  return scripts.includes(script) ? undefined : `there is no script ${script}`;
}

function packageFault(word: string): string | undefined {
  if (word.startsWith('-')) return undefined;
  const [, name, version] = /^(@?[^@]+)(?:@(.+))?$/.exec(word)!;
  if (version === undefined && manifests.some((each) => each.name === name)) return undefined;
  const found = locked[`node_modules/${name}`];
  if (found === undefined) return `there is no package ${name} here`;
  return version === undefined || version === found.version
    ? undefined
    : `${name} is tested in version ${found.version}, not ${version}`;
}

function npxFault(name: string): string | undefined {
  const own = manifests.find((each) => each.name === name);
  if (own !== undefined) return own.bin === undefined ? `${name} has no command` : undefined;
  const known = Object.values(locked).some(({ bin = {} }) => Object.hasOwn(bin, name));
  return known ? undefined : `nothing here has the command ${name}`;
}
