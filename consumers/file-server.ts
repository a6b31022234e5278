import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { type LocalServer, startLocalServer } from '../tools/browser/local-server.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
};

/** Serves a folder. The parameter `csp` of an address is the Content-Security-Policy of the answer. */
export async function startFileServer(root: string): Promise<LocalServer> {
  return startLocalServer(async ({ url = '/' }, response) => {
    const { pathname, searchParams } = new URL(url, 'http://localhost');
    const policy = searchParams.get('csp');
    try {
      const body = await readFile(join(root, normalize(decodeURIComponent(pathname))));
      response.setHeader('content-type', types[extname(pathname)] ?? 'application/octet-stream');
      if (policy !== null) response.setHeader('content-security-policy', policy);
      response.end(body);
    } catch {
      // What every browser asks for is no fault.
      response.writeHead(pathname === '/favicon.ico' ? 204 : 404).end();
    }
  });
}
