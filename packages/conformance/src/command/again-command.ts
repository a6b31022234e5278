import { defaultTimeLimit, type RunRequest } from './parse-arguments.ts';

/** The command line that does the same again, as a shell takes it. */
export function againCommand(file: string, { only = [], seed, quick, timeLimit }: RunRequest): string {
  const words = [
    ...['npx', '@unitsphere/conformance', quoted(file)],
    ...only.flatMap((name) => ['--only', quoted(name)]),
    ...['--seed', seed],
    ...(quick ? ['--quick'] : []),
    ...(timeLimit === defaultTimeLimit ? [] : ['--time-limit', timeLimit / 1000]),
  ];
  return words.join(' ');
}

function quoted(text: string): string {
  return /^[\w./@:=-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
