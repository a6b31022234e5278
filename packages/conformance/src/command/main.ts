import { readFile } from 'node:fs/promises';
import type { Writable } from 'node:stream';
import { UnitsphereError } from '@unitsphere/core';
import { CommanderError } from 'commander';
import { cases } from '../cases.ts';
import { printable, reportText } from '../report/report-text.ts';
import { selectCases } from '../select-cases.ts';
import { type CommandErrorCode, commandError, reasonOf } from './command-error.ts';
import { listText } from './list-text.ts';
import { type Flags, parseModule, parseRunRequest } from './parse-arguments.ts';
import { createProgram } from './program.ts';
import { reportTargets, writeReport } from './report-target.ts';
import { openModule, type Terminal, testModule } from './test-module.ts';

/** What the command runs with; a terminal says how wide it is. */
export interface Environment extends Terminal {
  readonly stdout: Writable & { readonly columns?: number };
}

type ExitCode = 0 | 1 | 2;

/**
 * Runs the command with the arguments after its name, and returns its exit code: 0 everything claimed holds, 1 a case
 * failed, 2 the arguments, the module or a report are at fault. Never throws.
 */
export async function main(argv: readonly string[], environment: Environment): Promise<ExitCode> {
  const { stdout, stderr } = environment;
  // Without listeners, a reader that goes away would end the run.
  for (const stream of [stdout, stderr]) stream.on('error', () => {});
  let exitCode: ExitCode = 0;
  try {
    const version = await readVersion();
    const program = createProgram(
      async (file, flags) => {
        exitCode = await (flags.list ? list : test)(file, flags, version, environment);
      },
      { version, width: stdout.columns ?? 80, print: (text) => stdout.write(text) },
    );
    await program.parseAsync(argv, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0;
    const { code, message } = explain(error);
    stderr.write(`conformance: ${printable(message)} [${code}]\n`);
    return 2;
  }
}

type Action = (
  file: string | undefined,
  flags: Flags,
  version: string,
  environment: Environment,
) => Promise<ExitCode>;

const list: Action = async (file, flags, _, environment) => {
  const request = parseRunRequest(flags);
  const chosen = selectCases(cases, request.only);
  if (flags.report) throw commandError('invalid-argument', '--list runs nothing that --report could tell of');
  const isolation =
    file === undefined ? undefined : await openModule(parseModule(file), request, environment);
  isolation?.end();
  environment.stdout.write(listText(chosen, isolation?.capabilities));
  return 0;
};

const test: Action = async (file, flags, version, environment) => {
  const request = parseRunRequest(flags);
  const chosen = selectCases(cases, request.only);
  const tested = parseModule(file);
  const targets = reportTargets(flags.report ?? []);
  const report = await testModule(tested, request, { cases: chosen, version, terminal: environment });
  environment.stdout.write(`\n${reportText(report)}`);
  for (const target of targets) writeReport(target, report);
  return report.totals.failed === 0 ? 0 : 1;
};

const commanderCodes: Readonly<Record<string, CommandErrorCode>> = {
  'commander.unknownOption': 'unknown-option',
  'commander.optionMissingArgument': 'missing-argument',
  'commander.excessArguments': 'surplus-argument',
};

function explain(error: unknown): { readonly code: string; readonly message: string } {
  if (error instanceof CommanderError) {
    const code = commanderCodes[error.code] ?? 'invalid-argument';
    return { code, message: error.message.replace(/^error: /, '').replaceAll('\n', ' ') };
  }
  if (error instanceof UnitsphereError) return error;
  return commandError('unexpected', reasonOf(error), error);
}

async function readVersion(): Promise<string> {
  const text = await readFile(new URL('../../package.json', import.meta.url), 'utf8');
  const { version }: { version: string } = JSON.parse(text);
  return version;
}
