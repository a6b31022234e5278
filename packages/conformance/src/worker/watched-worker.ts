import { type Answer, contentOf, type Envelope, type Order } from './case-messages.ts';

/** What is used of a browser's `Worker`. */
export interface WorkerLike {
  /** Sends plain data. */
  postMessage(message: unknown): void;
  /** Ends it at once. */
  terminate(): void;
  /** Calls `listener` with what the worker sends, or fails with. */
  addEventListener(
    type: 'message' | 'error',
    listener: (event: {
      readonly data?: unknown;
      readonly message?: unknown;
      preventDefault(): void;
    }) => void,
  ): void;
}

/** A worker that is ended once it gives no sign of life. */
export interface WatchedWorker {
  /** Rejects, in words, where the worker fails or hangs instead of answering. One order at a time. */
  ask(order: Order): Promise<Exclude<Answer, { kind: 'alive' | 'ready' }>>;
  end(): void;
}

/** Milliseconds by which a case's own time limit comes first. */
const margin = 2000;

export function watchWorker(worker: WorkerLike, timeLimit: number): WatchedWorker {
  let ready = false;
  let failure: string | undefined;
  let asked: { readonly order: Order; settle(answer: Answer | Error): void } | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  worker.addEventListener('message', (event) => {
    const answer = contentOf<Answer>({ data: event.data });
    if (answer === undefined || failure !== undefined) return;
    if (asked !== undefined) listen();
    if (answer.kind === 'ready') {
      ready = true;
      if (asked !== undefined) post(asked.order);
    } else if (answer.kind !== 'alive') asked?.settle(answer);
  });
  worker.addEventListener('error', (event) => {
    event.preventDefault();
    const told = typeof event.message === 'string' && event.message !== '' ? `: ${event.message}` : '';
    fail(`the worker ${ready ? 'failed' : 'did not load'}${told}`);
  });

  return {
    ask: (order) =>
      new Promise((resolve, reject) => {
        if (failure !== undefined) return reject(new Error(failure));
        asked = {
          order,
          settle(answer) {
            clearTimeout(timer);
            asked = undefined;
            if (answer instanceof Error) reject(answer);
            else if (answer.kind !== 'alive' && answer.kind !== 'ready') resolve(answer);
          },
        };
        listen();
        if (ready) post(order);
      }),
    end: () => fail('the worker was ended'),
  };

  function post(order: Order): void {
    const envelope: Envelope<Order> = { unitsphere: order };
    worker.postMessage(envelope);
  }

  /** In two steps: a page that was frozen hears what was sent meanwhile before it judges. */
  function listen(): void {
    clearTimeout(timer);
    timer = setTimeout(() => {
      timer = setTimeout(() => fail(silence()), margin);
    }, timeLimit);
  }

  function silence(): string {
    const during = ready ? 'hung' : 'the worker did not call serve()';
    return `${during}, without a sign of life for ${timeLimit + margin} ms`;
  }

  function fail(why: string): void {
    failure ??= why;
    worker.terminate();
    asked?.settle(new Error(failure));
  }
}
