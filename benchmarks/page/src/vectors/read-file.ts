import { fileError } from './file-error.ts';
import type { Report } from './opened.ts';

/** All bytes of a file. Rejects with `file-empty`, `too-large`, `file-unreadable`, `out-of-memory`. */
export async function readFile(
  file: File,
  mostBytes: number,
  report: Report,
): Promise<Uint8Array<ArrayBuffer>> {
  const { name, size } = file;
  if (size === 0) throw fileError('file-empty', `${name} is empty`);
  if (size > mostBytes) {
    const [got, most] = [size, mostBytes].map((bytes) => `${(bytes / 2 ** 20).toFixed(0)} MiB`);
    throw fileError('too-large', `${name} has ${got}; at most ${most} of its kind are read here`);
  }
  const bytes = allocateBytes(name, size);
  let at = 0;
  try {
    for (const reader = file.stream().getReader(); ; ) {
      const { done, value } = await reader.read();
      if (done) break;
      bytes.set(value, at);
      at += value.length;
      report('reading', at / size);
    }
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw fileError('file-unreadable', `${name} could not be read: ${reason}`, cause);
  }
  if (at < size) throw fileError('file-unreadable', `${name} ended after ${at} of ${size} bytes`);
  return bytes;
}

function allocateBytes(name: string, size: number): Uint8Array<ArrayBuffer> {
  try {
    return new Uint8Array(size);
  } catch (cause) {
    throw fileError('out-of-memory', `there is no room for the ${size} bytes of ${name}`, cause);
  }
}

/** Text in UTF-8, without the mark at its start, if it has one. Throws `not-text`. */
export function decodeText(bytes: Uint8Array, name: string): { text: string; marked: boolean } {
  const marked = [0xef, 0xbb, 0xbf].every((byte, i) => bytes[i] === byte);
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), marked };
  } catch (cause) {
    throw fileError('not-text', `${name} is not text in UTF-8: save it as UTF-8`, cause);
  }
}
