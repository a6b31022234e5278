import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server for browsers on this machine. */
export interface LocalServer {
  /** `http://127.0.0.1:<port>`, a secure context. */
  readonly origin: string;
  /** Ends open connections too. */
  close(): Promise<void>;
}

export async function startLocalServer(listener: RequestListener): Promise<LocalServer> {
  const server = createServer(listener);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}
