import { mkdir, rename, writeFile } from 'node:fs/promises';
import { delimiter, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { inject } from 'vitest';
import { openPage } from './open-page.ts';
import { done } from './run.ts';
import type { Snippet } from './snippets.ts';

const tsc = fileURLToPath(new URL('../node_modules/typescript/bin/tsc', import.meta.url));
const options = ['--strict', '--skipLibCheck', '--target', 'es2022', '--module', 'nodenext'];
const lib = ['--lib', 'es2022,esnext.disposable,dom'];

/** The last word of a name says that pages or their workers run a program: `first-page.mjs`, `normalize-worker.js`. */
const isForPages = ({ name }: Snippet): boolean => /(^|[-.])page\.m?js$/.test(name);
const isForWorkers = ({ name }: Snippet): boolean => /(^|[-.])worker\.m?js$/.test(name);

/**
 * Writes the programs of a Markdown page into a fresh folder of `site`, where the packages are installed, checks
 * TypeScript and bundles what is for pages. What it gives runs one of them and gives what it prints: Node runs it, a shell
 * (`sh`), or Chromium (`html`, which stands in `site` itself, and what is for pages). Rejects where a program fails.
 */
export async function layOutSnippets(
  programs: readonly Snippet[],
  site: string,
  name: string,
): Promise<(program: Snippet) => Promise<string>> {
  const folder = join(site, name);
  const pageOf = (program: Snippet): string => join(site, `${name}-${program.name}.html`);
  await mkdir(folder);
  for (const program of programs)
    await writeFile(program.language === 'html' ? pageOf(program) : join(folder, program.name), program.code);
  const bundled = programs.filter(isForPages);
  if (bundled.length > 0) await bundle([...bundled, ...programs.filter(isForWorkers)], folder);
  for (const program of bundled)
    await writeFile(
      pageOf(program),
      `<!doctype html><script type="module" src="./${name}/bundled/${program.name}"></script>\n`,
    );
  const typed = programs.filter(({ language }) => language === 'ts').map((program) => program.name);
  if (typed.length > 0)
    await done(process.execPath, [tsc, ...options, ...lib, '--outDir', 'compiled', ...typed], folder);
  return (program) => {
    const { language, code } = program;
    if (language === 'html' || isForPages(program)) return printedBy(pageOf(program), program);
    if (language === 'ts')
      return done(process.execPath, [`compiled/${program.name.replace(/ts$/, 'js')}`], folder);
    if (language === 'js') return done(process.execPath, [program.name], folder);
    const path = [join(site, 'node_modules/.bin'), process.env['PATH']].join(delimiter);
    return done('sh', ['-ec', `PATH='${path}'\n${code}`], folder);
  };
}

async function bundle(programs: readonly Snippet[], folder: string): Promise<void> {
  const outdir = join(folder, 'bundled');
  await build({
    absWorkingDir: folder,
    entryPoints: programs.map(({ name }) => name),
    outdir,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'browser',
    logLevel: 'error',
  });
  for (const { name } of programs)
    await rename(join(outdir, name.replace(/\.mjs$/, '.js')), join(outdir, name));
}

async function printedBy(page: string, { printed: expected = '' }: Snippet): Promise<string> {
  const lines = expected.split('\n').length - 1;
  const path = relative(inject('root'), page).replaceAll(sep, '/');
  const { printed, complaints } = await openPage(`${inject('origin')}/${path}`, lines);
  if (printed.split('\n').length - 1 < lines) throw new Error([printed, ...complaints].join('\n'));
  return printed;
}
