import { fork } from 'node:child_process';
import type { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { Answer, Order } from './case-messages.ts';
import { createLastWords } from './last-words.ts';

/** How a process is watched. */
export interface Watch {
  /** Milliseconds without a turn of its event loop after which it is ended. */
  readonly silence: number;
  /** Where what the backend prints goes, once it has loaded. */
  readonly prints: Writable;
}

/** A process for the tested backend. */
export interface IsolatedProcess {
  readonly alive: boolean;
  /** Rejects, in words, where the process ends or hangs instead of answering. One order at a time. */
  ask(order: Order): Promise<Exclude<Answer, { kind: 'alive' }>>;
  kill(): void;
}

const program = fileURLToPath(new URL('./case-process.js', import.meta.url));
/** Milliseconds that Node may take to start a process on a busy machine. */
const millisecondsToStart = 30_000;
/** Milliseconds that the last messages of an ended process may take. */
const millisecondsAfterExit = 50;

export function startProcess({ silence, prints }: Watch): IsolatedProcess {
  const child = fork(program, [], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    serialization: 'advanced',
    execArgv: [...process.execArgv, '--expose-gc'],
  });
  const lastWords = createLastWords();
  let held: Buffer[] | undefined = [];
  for (const stream of [child.stdout!, child.stderr!]) {
    stream.on('data', (piece: Buffer) => {
      lastWords.hear(piece.toString());
      if (held === undefined) prints.write(piece);
      else held.push(piece);
    });
  }
  let end: string | undefined;
  let started = false;
  const kill = (): void => {
    child.kill('SIGKILL');
  };
  process.once('exit', kill);
  child.on('error', ({ message }) => {
    end ??= `the process failed: ${message}`;
  });
  child.on('exit', (code, signal) => {
    process.off('exit', kill);
    end ??= `the process ended (${signal ?? `exit code ${code}`})`;
  });

  return {
    get alive() {
      return end === undefined;
    },
    ask: (order) =>
      new Promise((resolve, reject) => {
        if (end !== undefined) return reject(new Error(end));
        lastWords.forget();
        let timer: ReturnType<typeof setTimeout>;
        const listen = (): void => {
          clearTimeout(timer);
          const limit = started ? silence : Math.max(silence, millisecondsToStart);
          timer = setTimeout(() => {
            end = `hung, without a sign of life for ${limit} ms`;
            kill();
          }, limit);
        };
        const onMessage = (answer: Answer): void => {
          started = true;
          listen();
          if (answer.kind === 'alive') return;
          leave();
          if (answer.kind === 'opened') {
            for (const piece of held ?? []) prints.write(piece);
            held = undefined;
          }
          resolve(answer);
        };
        const onExit = (): void => {
          setTimeout(() => {
            leave();
            reject(new Error(`${end}${lastWords.quote()}`));
          }, millisecondsAfterExit);
        };
        const leave = (): void => {
          clearTimeout(timer);
          child.off('message', onMessage).off('exit', onExit).off('error', onExit);
        };
        listen();
        child.on('message', onMessage).on('exit', onExit).on('error', onExit);
        // That a process has gone is told by its exit.
        child.send(order, () => {});
      }),
    kill() {
      end ??= 'the process was killed';
      kill();
    },
  };
}
