import { cp, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import type { TestProject } from 'vitest/node';
import { usual, webgl, webgpu } from '../tools/browser/browser.ts';
import { ensureChromium } from '../tools/chromium.mjs';
import { startFileServer } from './file-server.ts';
import { done } from './run.ts';
import { type ConsumerSet, docs, sets } from './sets.ts';
import { writePrograms } from './write-programs.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The tarballs of all packages, by the folder of the package. */
    tarballs: Readonly<Record<string, string>>;
    /** Folders outside the repository, each with one set installed, by the name of the set. */
    folders: Readonly<Record<string, string>>;
    /** The folder of the folders. */
    root: string;
    /** Seconds that npm took, by the name of the set. */
    installed: Readonly<Record<string, number>>;
    /** Where `root` is served: `http://127.0.0.1:<port>`. */
    origin: string;
    /** Where Playwright connects to a Chromium with WebGPU and WebGL2. */
    browser: string;
  }
}

type Installable = Pick<ConsumerSet, 'name' | 'packages' | 'others'>;

const repository = fileURLToPath(new URL('..', import.meta.url));

/**
 * Packs every package as it would be published, installs each set from the tarballs in a folder of its own outside the
 * repository, and starts the browser and the server that all tests share.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'consumers-')));
  const tarballs = await pack(root);
  const folders: Record<string, string> = {};
  const installed: Record<string, number> = {};
  const installing = async (set: Installable, from?: string) => {
    const start = performance.now();
    folders[set.name] = await install(root, set, tarballs, from);
    installed[set.name] = (performance.now() - start) / 1000;
  };
  await Promise.all(sets.map((set) => installing(set)));
  await installing(docs, folders['tfjs']);
  for (const set of sets) await writePrograms(folders[set.name]!, set);
  const server = await startFileServer(root);
  const args = [...usual, ...webgpu, ...webgl];
  const browser = await chromium.launchServer({ executablePath: ensureChromium(), args });
  project.provide('tarballs', tarballs);
  project.provide('folders', folders);
  project.provide('root', root);
  project.provide('installed', installed);
  project.provide('origin', server.origin);
  project.provide('browser', browser.wsEndpoint());
  return async () => {
    await browser.close();
    await server.close();
    await rm(root, { recursive: true, force: true });
  };
}

async function pack(root: string): Promise<Record<string, string>> {
  const packages = docs.packages.map((name) => join(repository, 'packages', name));
  const packed: readonly { readonly name: string; readonly filename: string }[] = Object.values(
    JSON.parse(await done('npm', ['pack', '--json', ...packages], root)),
  );
  return Object.fromEntries(
    packed.map(({ name, filename }) => [name.replace('@unitsphere/', ''), join(root, filename)]),
  );
}

/** With `from`, another's modules are taken over, which is quicker than unpacking them again. */
async function install(
  root: string,
  { name, packages, others }: Installable,
  tarballs: Readonly<Record<string, string>>,
  from?: string,
): Promise<string> {
  const folder = join(root, name);
  if (from === undefined) await mkdir(folder);
  else await cp(from, folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }\n');
  // The scripts are others': gpu.js names gl, which compiles for minutes.
  const quiet = ['--prefer-offline', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const wanted = [
    ...packages.map((each) => tarballs[each]!),
    ...Object.entries(others).map(([other, version]) => `${other}@${version}`),
  ];
  await done('npm', ['install', ...quiet, ...wanted], folder);
  return folder;
}
