import { PassThrough, Readable } from 'node:stream';
import { candidates } from '../src/candidates.ts';
import { type Environment, main } from '../src/main.ts';

export interface Finished {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command in this process, where its surroundings can be changed. */
export async function runMain(
  argv: readonly string[],
  changes: Partial<Environment> = {},
): Promise<Finished> {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const [out, err] = [textOf(stdout), textOf(stderr)];
  const availableMemory = (): number => 2 ** 30;
  const stdin = Readable.from([]);
  const code = await main(argv, { stdin, stdout, stderr, candidates, availableMemory, ...changes });
  return { code, stdout: out(), stderr: err() };
}

/** What has been written to `stream` when the result is called. */
export function textOf(stream: PassThrough): () => string {
  const pieces: Buffer[] = [];
  stream.on('data', (piece: Buffer) => pieces.push(piece));
  return () => Buffer.concat(pieces).toString();
}
