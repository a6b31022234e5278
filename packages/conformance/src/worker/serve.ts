import type { Create } from '../case.ts';
import { inWords } from '../in-words.ts';
import { type Answer, contentOf, type Envelope, type Order } from './case-messages.ts';
import { createCaseServer } from './case-server.ts';

/** What is used of a worker's global object. */
interface WorkerScope {
  readonly WorkerGlobalScope?: unknown;
  postMessage(message: Envelope<Answer>): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
  addEventListener(type: 'error', listener: (event: ErrorEvent) => void): void;
  addEventListener(type: 'unhandledrejection', listener: (event: RejectionEvent) => void): void;
}

interface ErrorEvent {
  readonly error?: unknown;
  readonly message: string;
  preventDefault(): void;
}

interface RejectionEvent {
  readonly reason: unknown;
  preventDefault(): void;
}

const millisecondsBetweenSigns = 250;

/**
 * Makes the module worker that calls it run the cases that `runInWorker` orders, each on backends that `create` starts.
 * Call it once, in the worker's own file. Throws a TypeError outside of a worker of a browser.
 */
export function serve(create: Create): void {
  const scope = globalThis as unknown as WorkerScope;
  if (scope.WorkerGlobalScope === undefined)
    throw new TypeError('serve() is for a worker of a browser; elsewhere call run()');
  const server = createCaseServer(create);
  const send = (answer: Answer): void => scope.postMessage({ unitsphere: answer });
  scope.addEventListener('error', (event) => {
    event.preventDefault();
    server.stray(`the backend threw past its caller: ${inWords(event.error ?? event.message)}`);
  });
  scope.addEventListener('unhandledrejection', (event) => {
    event.preventDefault();
    server.stray(`the backend rejected a promise that nothing handles: ${inWords(event.reason)}`);
  });
  scope.addEventListener('message', (event) => {
    const order = contentOf<Order>(event);
    if (order !== undefined) void server.answer(order).then(send);
  });
  setInterval(() => send({ kind: 'alive' }), millisecondsBetweenSigns);
  send({ kind: 'ready' });
}
