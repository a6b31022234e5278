import { readFile } from 'node:fs/promises';
import { constants } from 'node:os';
import { addAbortSignal, type Readable, type Writable } from 'node:stream';
import { UnitsphereError } from '@unitsphere/core';
import { CommanderError } from 'commander';
import type { Candidate } from './candidate.ts';
import { type CommandErrorCode, commandError, exitCodeOf } from './command-error.ts';
import { describeBackends, listBackends } from './list-backends.ts';
import { normalizeFile } from './normalize-file.ts';
import { type NormalizeFlags, parseArguments } from './parse-arguments.ts';
import { createProgram } from './program.ts';
import { createProgress } from './progress.ts';
import { streamSink } from './sink.ts';
import { summarize, toJson } from './summary.ts';
import { reasonOf } from './system-error.ts';

/** A terminal says so, and how wide it is. */
type OutputStream = Writable & { readonly isTTY?: boolean; readonly columns?: number };

/** What the command runs with. */
export interface Environment {
  readonly stdin: Readable;
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  readonly candidates: readonly Candidate[];
  readonly availableMemory: () => number;
  /** Its reason is the name of the system signal that ends the work. */
  readonly signal?: AbortSignal;
}

/**
 * Runs the command `unitsphere` with the arguments after its name, and returns its exit code: 0 done, 1 the work
 * failed, 2 the arguments are wrong, 128 + the signal's number where a signal ended it. Never throws.
 */
export async function main(argv: readonly string[], environment: Environment): Promise<number> {
  const { stdin, stdout, stderr, candidates, availableMemory, signal } = environment;
  // A write reports its own failure; without listeners the streams would also throw it.
  for (const stream of [stdout, stderr]) stream.on('error', () => {});
  const print = (text: string, to: Writable = stdout): Promise<void> =>
    streamSink(to, to === stdout ? 'standard output' : 'standard error').write(Buffer.from(text), 0);

  const normalize = async (input: string, flags: NormalizeFlags): Promise<void> => {
    const request = parseArguments(input, flags);
    if (signal !== undefined && input === '-') addAbortSignal(signal, stdin);
    const progress = (total: number) => createProgress(stderr, total);
    const around = { stdin, stdout, candidates, availableMemory, progress, signal };
    const report = await normalizeFile(request, around);
    const occupied = request.output === '-' || request.norms === '-';
    await print((flags.json ? toJson : summarize)(report, request), occupied ? stderr : stdout);
  };
  const backends = async ({ json }: { json?: boolean }): Promise<void> => {
    const reports = await listBackends(candidates);
    await print(json ? `${JSON.stringify({ backends: reports })}\n` : describeBackends(reports));
  };

  let help = '';
  try {
    const program = createProgram(
      { normalize, backends },
      {
        version: await readVersion(),
        backends: candidates.map(({ name }) => name),
        width: stdout.columns ?? 80,
        print: (text) => {
          help += text;
        },
      },
    );
    await program.parseAsync(argv, { from: 'user' }).catch(async (error: unknown) => {
      if (!(error instanceof CommanderError && error.exitCode === 0)) throw error;
      await print(help);
    });
    return 0;
  } catch (error) {
    const { code, message, exitCode } = explain(error, signal);
    await print(`unitsphere: ${printable(message)} [${code}]\n`, stderr).catch(() => {});
    return exitCode;
  }
}

interface Explanation {
  readonly code: string;
  readonly message: string;
  readonly exitCode: number;
}

function explain(error: unknown, signal: AbortSignal | undefined): Explanation {
  if (signal?.aborted) {
    const name = String(signal.reason);
    const number = Object.entries(constants.signals).find(([signalName]) => signalName === name)?.[1] ?? 0;
    return { code: 'interrupted', message: `interrupted by ${name}`, exitCode: 128 + number };
  }
  const known =
    error instanceof CommanderError
      ? misunderstood(error)
      : error instanceof UnitsphereError
        ? error
        : commandError('unexpected', reasonOf(error), error);
  return { code: known.code, message: known.message, exitCode: exitCodeOf(known.code) };
}

const commanderCodes: Readonly<Record<string, CommandErrorCode>> = {
  'commander.help': 'missing-command',
  'commander.unknownCommand': 'unknown-command',
  'commander.unknownOption': 'unknown-option',
  'commander.missingArgument': 'missing-argument',
  'commander.optionMissingArgument': 'missing-argument',
  'commander.excessArguments': 'surplus-argument',
};

function misunderstood({ code, message }: CommanderError): Error & { readonly code: CommandErrorCode } {
  const known = commanderCodes[code] ?? 'invalid-argument';
  if (known === 'missing-command') {
    return commandError(known, 'no command given; expected normalize or backends, see unitsphere --help');
  }
  return commandError(known, message.replace(/^error: /, '').replaceAll('\n', ' '));
}

/** On one line, and harmless on a terminal whatever a file's name or header holds. */
function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, (mark) => `\\x${mark.charCodeAt(0).toString(16).padStart(2, '0')}`);
}

async function readVersion(): Promise<string> {
  const text = await readFile(new URL('../package.json', import.meta.url), 'utf8');
  const { version }: { version: string } = JSON.parse(text);
  return version;
}
