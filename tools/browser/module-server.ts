import { readFileSync, realpathSync, statSync } from 'node:fs';
import { extname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ModuleKind, preProcessFile, ScriptTarget, transpileModule } from 'typescript';
import { type LocalServer, startLocalServer } from './local-server.ts';
import { resolveModule } from './resolve-module.ts';
import { isOfTfjs, tfjsBundle, tfjsPath } from './tfjs-bundle.ts';

/** What a page gets with each file. */
export interface ServerSettings {
  /** Lets pages share memory with their workers, and measure memory. */
  readonly isolation?: 'cross-origin';
  /** The Content-Security-Policy of every file. */
  readonly contentSecurityPolicy?: string;
}

/** Also from tools/dist. */
const up = import.meta.url.includes('/tools/dist/') ? '../../../' : '../../';
const root = realpathSync(fileURLToPath(new URL(up, import.meta.url)));

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.ts': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
};
const plainText = 'text/plain; charset=utf-8';

/**
 * The repository's files over HTTP, for browsers; the page `/` is empty. Modules are those of the last build; in them, names of packages become paths, since workers have no import maps. TypeScript
 * loses its types on the way. TensorFlow.js comes bundled.
 */
export async function startModuleServer(settings: ServerSettings = {}): Promise<LocalServer> {
  const headers = headersFor(settings);
  return startLocalServer(async ({ url = '/' }, response) => {
    const { status, type, body } = await answerTo(url).catch(faultOf);
    response.writeHead(status, { ...headers, 'content-type': type }).end(body);
  });
}

function headersFor({ isolation, contentSecurityPolicy }: ServerSettings): Record<string, string> {
  return {
    // As long as a browser of a test lives, at most.
    'cache-control': 'max-age=600',
    ...(isolation && {
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
    }),
    ...(contentSecurityPolicy && { 'content-security-policy': contentSecurityPolicy }),
  };
}

function faultOf(error: unknown): Answer {
  return { status: 500, type: plainText, body: error instanceof Error ? error.message : String(error) };
}

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string | Uint8Array;
}

async function answerTo(url: string): Promise<Answer> {
  const path = decodeURIComponent(new URL(url, 'http://localhost').pathname);
  if (path === '/') return { status: 200, type: types['.html']!, body: '<!doctype html><title>test</title>' };
  if (path === '/favicon.ico') return { status: 204, type: 'image/x-icon', body: '' };
  if (isOfTfjs(path)) {
    const body = (await tfjsBundle(root)).get(path);
    return body === undefined ? missing(path) : { status: 200, type: types['.js']!, body };
  }
  const file = fileAt(path);
  if (file === undefined) return missing(path);
  const type = types[extname(file)] ?? 'application/octet-stream';
  return {
    status: 200,
    type,
    body: type.startsWith('text/javascript') ? withPaths(file) : readFileSync(file),
  };
}

function missing(path: string): Answer {
  return { status: 404, type: plainText, body: `no file ${path}` };
}

/** The file of the repository at a path; undefined where there is none. */
function fileAt(path: string): string | undefined {
  try {
    const file = realpathSync(join(root, path));
    return file.startsWith(root + sep) && statSync(file).isFile() ? file : undefined;
  } catch {
    return undefined;
  }
}

/** By file and the time of its last change. */
const served = new Map<string, string>();

/** A module's text, with the path of each package that it imports in place of the name. */
function withPaths(file: string): string {
  const key = `${statSync(file).mtimeMs} ${file}`;
  const text = served.get(key) ?? rewritten(file, script(file));
  served.set(key, text);
  return text;
}

function script(file: string): string {
  const text = readFileSync(file, 'utf8');
  if (extname(file) !== '.ts') return text;
  const compilerOptions = {
    module: ModuleKind.ESNext,
    target: ScriptTarget.ESNext,
    verbatimModuleSyntax: true,
  };
  return transpileModule(text, { compilerOptions, fileName: file }).outputText;
}

function rewritten(file: string, text: string): string {
  const { importedFiles } = preProcessFile(text);
  let [result, from] = ['', 0];
  for (const { fileName, pos } of importedFiles) {
    if (/^(\.{0,2}\/|\w+:)/.test(fileName)) continue;
    // `pos` is that of the quotation mark.
    result += text.slice(from, pos + 1) + (tfjsPath(fileName) ?? pathOf(resolveModule(fileName, file)));
    from = pos + 1 + fileName.length;
  }
  return result + text.slice(from);
}

function pathOf(file: string): string {
  return file.slice(root.length).replaceAll(sep, '/');
}
