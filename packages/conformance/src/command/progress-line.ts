import { clearLine, cursorTo } from 'node:readline';
import type { Writable } from 'node:stream';

/** One line that says what is being done. */
export interface ProgressLine {
  show(text: string): void;
  clear(): void;
}

/** On a terminal; elsewhere it prints nothing. */
export function createProgressLine(
  stream: Writable & { readonly isTTY?: boolean; readonly columns?: number },
): ProgressLine {
  if (!stream.isTTY) return { show: () => {}, clear: () => {} };
  const clear = (): void => {
    cursorTo(stream, 0);
    clearLine(stream, 0);
  };
  return {
    show(text) {
      clear();
      stream.write(text.slice(0, (stream.columns ?? 80) - 1));
    },
    clear,
  };
}
