import { mkdirSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, inject, onTestFinished, test } from 'vitest';
import { startFileServer } from '../file-server.ts';
import { openPage } from '../open-page.ts';
import { done } from '../run.ts';
import { type Snippet, snippetsOf } from '../snippets.ts';
import { withTarballs } from '../with-tarballs.ts';

const packages = fileURLToPath(new URL('../../packages/', import.meta.url));
const transcripts = fileURLToPath(new URL('../dist/', import.meta.url));
const readmes = Object.keys(inject('tarballs')).map((folder) => ({
  folder,
  ...snippetsOf(readFileSync(join(packages, folder, 'README.md'), 'utf8')),
}));

/** What names a file of the reader's own. */
const isForReader = (line: string): boolean => /\.(npy|js)\b/.test(line);

describe.for(readmes)('the README of $folder', ({ folder, programs, commands, astray }) => {
  const home = join(inject('root'), `readme-${folder}`);
  const transcript: string[] = [];
  const typed = async (line: string): Promise<void> => {
    transcript.push(`$ ${line}`, await done('sh', ['-c', withTarballs(line)], home));
  };

  afterAll(async () => {
    mkdirSync(transcripts, { recursive: true });
    await writeFile(join(transcripts, `readme-${folder}.txt`), transcript.join('\n'));
  });

  test('says what each of its programs prints', () => {
    expect(astray).toEqual([]);
    expect(programs.length).toBeGreaterThan(0);
    expect(programs.filter(({ printed }) => printed === undefined)).toEqual([]);
  });

  test('installs in a fresh folder as it says', async () => {
    await mkdir(home);
    const installs = commands.filter((line) => line.startsWith('npm install'));
    expect(installs.length).toBeGreaterThan(0);
    for (const line of installs) await typed(line);
  });

  test.for(programs)('$name prints what it shows', async (program) => {
    await writeFile(join(home, program.name), program.code);
    const printed = program.language === 'html' ? await inPage(program) : await inNode(program);
    transcript.push(`$ ${program.name}`, printed);
    expect(printed).toBe(program.printed);
  });

  test.for(commands.filter((line) => !line.startsWith('npm install') && !isForReader(line)))(
    '%s is a command that ends well',
    (line) => typed(line),
  );

  const inNode = ({ name }: Snippet): Promise<string> => done(process.execPath, [name], home);

  async function inPage({ name, printed = '' }: Snippet): Promise<string> {
    const server = await startFileServer(home);
    onTestFinished(() => server.close());
    const heard = await openPage(`${server.origin}/${name}`, printed.split('\n').length - 1);
    expect(heard.complaints).toEqual([]);
    return heard.printed;
  }
});
