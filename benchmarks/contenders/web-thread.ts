import type { Thread } from './copy-crew.ts';

/** A worker of a page, or of another worker. */
export function startWebThread(program: string, given: unknown, failed: (reason: string) => void): Thread {
  const source = `onmessage = ({ data }) => (${program})(data)`;
  const url = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
  const thread = new Worker(url);
  thread.onerror = (event) => {
    event.preventDefault();
    failed(event.message || 'the page does not allow workers from a blob');
  };
  thread.postMessage(given);
  return {
    end() {
      thread.terminate();
      URL.revokeObjectURL(url);
    },
  };
}
