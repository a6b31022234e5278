import { Command, Option } from 'commander';
import { defaultTimeLimit, type Flags } from './parse-arguments.ts';

/** How the help is shown. */
export interface HelpOptions {
  readonly version: string;
  /** In characters. */
  readonly width: number;
  readonly print: (text: string) => void;
}

const help = `
The module exports \`create\`, a function that starts a fresh backend and returns it or a
promise of it. It runs in a process of its own: what crashes or hangs there is the result
of that case, and the run goes on with the next.

Reports are written whole or not at all, and replace what was there.

Exit codes:
  0  everything that the backend claims holds
  1  a case failed
  2  the arguments, the module or a report are at fault; nothing else is printed than why
     (where a report fails at the end, the results are printed before)

Examples:
  npx @unitsphere/conformance ./my-backend.js
  npx @unitsphere/conformance ./my-backend.js --quick --only shapes --seed 7
  npx @unitsphere/conformance ./my-backend.js --report out.html --report junit.xml
  npx @unitsphere/conformance --list`;

/**
 * The command line: its options and their help. It prints nothing but help, never ends the process, and throws
 * commander's `CommanderError` for what it does not understand.
 */
export function createProgram(
  act: (module: string | undefined, flags: Flags) => Promise<void>,
  { version, width, print }: HelpOptions,
): Command {
  const collect = (text: string, before: readonly string[] = []): readonly string[] => [...before, text];
  return new Command('conformance')
    .description('Hold a backend to the unitsphere contract.')
    .version(version, '--version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .exitOverride()
    .configureOutput({ writeOut: print, writeErr: () => {}, getOutHelpWidth: () => width })
    .argument('[module]', 'the module that exports create')
    .addOption(
      new Option('--only <name>', 'a family, a case, or a part of its name; can be repeated').argParser(
        collect,
      ),
    )
    .option('--seed <n>', 'what the random draws follow from: the same seed draws the same', '1')
    .option('--quick', 'a part of every case, for between two edits')
    .option('--list', 'print the plan without running it; with a module, what its capabilities skip')
    .addOption(
      new Option(
        '--report <file>',
        'write a report, by its ending .html, .json or .xml (JUnit); can be repeated',
      ).argParser(collect),
    )
    .option(
      '--time-limit <s>',
      'seconds without progress after which a case counts as hanging',
      String(defaultTimeLimit / 1000),
    )
    .addHelpText('after', help)
    .action((module: string | undefined, flags: Flags) => act(module, flags));
}
