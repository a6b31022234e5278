import { worker as program } from '../generated/worker.ts';
import type { Service } from './serve.ts';

/** A thread that runs `serve`. */
export interface Thread {
  end(): void;
}

/** The part of node:worker_threads and node:os that is used here. */
interface NodeModules {
  'node:worker_threads': {
    readonly SHARE_ENV: symbol;
    readonly Worker: new (
      source: string,
      options: object,
    ) => {
      on(event: 'error' | 'exit', listener: (detail: unknown) => void): void;
      unref(): void;
      terminate(): Promise<number>;
    };
  };
  'node:os': { availableParallelism(): number };
}

/** A module of Node's, without an import that bundlers for browsers would follow; undefined elsewhere. */
function nodeModule<Name extends keyof NodeModules>(name: Name): NodeModules[Name] | undefined {
  const { process } = globalThis as {
    process?: { getBuiltinModule?: (name: string) => unknown };
  };
  return process?.getBuiltinModule?.(name) as NodeModules[Name] | undefined;
}

/** Threads that run at the same time. */
export function cores(): number {
  return nodeModule('node:os')?.availableParallelism() ?? globalThis.navigator?.hardwareConcurrency ?? 1;
}

/** Why memory cannot be shared with workers here; undefined where it can. */
export function obstacle(): string | undefined {
  const inNode = nodeModule('node:worker_threads') !== undefined;
  if (!inNode && globalThis.crossOriginIsolated === false)
    return 'the page is not cross-origin isolated (COOP and COEP)';
  return typeof SharedArrayBuffer === 'undefined' ? 'there is no SharedArrayBuffer here' : undefined;
}

/**
 * Starts a worker, which keeps no process from exiting; `ended` is called with the reason if it ends by itself.
 * Throws what the platform throws where it allows no worker.
 */
export function startWorker(service: Service, ended: (reason: string) => void): Thread {
  const node = nodeModule('node:worker_threads');
  return node === undefined ? startWebWorker(service, ended) : startNodeWorker(node, service, ended);
}

function startNodeWorker(
  { Worker, SHARE_ENV }: NodeModules['node:worker_threads'],
  service: Service,
  ended: (reason: string) => void,
): Thread {
  const source = `${program}serve(require('node:worker_threads').workerData);`;
  // Flags of the process, such as loaders and inspectors, are not for this thread.
  const thread = new Worker(source, { eval: true, workerData: service, execArgv: [], env: SHARE_ENV });
  thread.on('error', (error) => ended(error instanceof Error ? error.message : String(error)));
  thread.on('exit', (code) => ended(`it ended with code ${String(code)}`));
  thread.unref();
  return { end: () => void thread.terminate() };
}

function startWebWorker(service: Service, ended: (reason: string) => void): Thread {
  const source = `${program}onmessage = ({ data }) => serve(data);`;
  const url = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
  try {
    const thread = new Worker(url);
    thread.onerror = (event) => {
      event.preventDefault();
      URL.revokeObjectURL(url);
      ended(event.message || 'the page does not allow workers from a blob');
    };
    thread.postMessage(service);
    return {
      end() {
        thread.terminate();
        URL.revokeObjectURL(url);
      },
    };
  } catch (error) {
    URL.revokeObjectURL(url);
    throw error;
  }
}
