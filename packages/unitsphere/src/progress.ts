import type { Writable } from 'node:stream';
import type { SingleBar } from 'cli-progress';

/** What long work tells about how far it is. */
export interface Progress {
  advance(bytes: number): void;
  stop(): void;
}

/** A progress bar for work of `total` bytes, on terminals only, and only once it has taken `delay` milliseconds. */
export async function createProgress(
  stream: Writable & { readonly isTTY?: boolean },
  total: number,
  delay = 1000,
): Promise<Progress> {
  if (!stream.isTTY) return { advance() {}, stop() {} };
  const { default: cliProgress } = await import('cli-progress');
  const started = performance.now();
  let bar: SingleBar | undefined;
  let done = 0;
  return {
    advance(bytes) {
      done += bytes;
      if (bar === undefined && performance.now() - started >= delay) {
        bar = new cliProgress.SingleBar({
          stream,
          format: '{bar} {percentage}% | {eta_formatted} left',
          clearOnComplete: true,
          // Signals are the command's own to handle.
          gracefulExit: false,
        });
        bar.start(total, done);
      }
      bar?.update(done);
    },
    stop: () => bar?.stop(),
  };
}
