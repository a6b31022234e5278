import { extname } from 'node:path';
import { type LocalServer, startLocalServer } from '../../../tools/browser/local-server.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
};

/** Files for a browser, by path, without the first slash; `/` is index.html. */
export async function serveFiles(
  files: ReadonlyMap<string, string | Uint8Array>,
  headers: Readonly<Record<string, string>>,
): Promise<LocalServer> {
  return startLocalServer(({ url = '/' }, response) => {
    const path = decodeURIComponent(new URL(url, 'http://localhost').pathname).slice(1) || 'index.html';
    const body = files.get(path);
    if (body === undefined) {
      response.writeHead(404, headers).end(`no file ${path}`);
      return;
    }
    const type = types[extname(path)] ?? 'application/octet-stream';
    response.writeHead(200, { ...headers, 'content-type': type }).end(body);
  });
}
