import { presets, rules } from '@unitsphere/core';
import { Command } from 'commander';
import type { NormalizeFlags } from './parse-arguments.ts';

/** What the commands do, once the command line is understood. */
export interface Actions {
  readonly normalize: (input: string, flags: NormalizeFlags) => Promise<void>;
  readonly backends: (flags: { readonly json?: boolean }) => Promise<void>;
}

/** How the help is shown. */
export interface HelpOptions {
  readonly version: string;
  /** The names of the backends that `--backend` takes. */
  readonly backends: readonly string[];
  /** In characters. */
  readonly width: number;
  readonly print: (text: string) => void;
}

const exitCodes = `
Exit codes:
  0  done
  1  the work failed: a file that is missing, damaged or not overwritten without
     --force, a full disk, a backend that does not start
  2  the arguments are wrong`;

const normalizeHelp = `
The output is written beside its target and takes its name at the end, so that a
kill leaves the old file or the whole new one. Files larger than memory go through
in pieces. The array has to fit in memory where slices run along axes that do not
adjoin, along a first axis of more than 4096, or along a first axis of a stream. The summary and --json go to standard output, or to
standard error where the output or the norms go to standard output.

--json prints one object: shape, dtype, backend, why (it was chosen), seconds,
bytesPerSecond (of the array), zeroSlices, nonFiniteSlices, clampedSlices (where
epsilon took effect), and output and norms as given.
${exitCodes}

Examples:
  unitsphere normalize vectors.npy -o unit.npy
  unitsphere normalize vectors.npy --in-place --like tensorflow --norms norms.npy
  cat vectors.npy | unitsphere normalize - -o - --p 1 --axis 0 > unit.npy`;

const backendsHelp = `
${exitCodes.trim()}

Example:
  unitsphere backends --json`;

/**
 * The command line: commands, options and their help. It prints nothing but help, never ends the process, and
 * throws commander's `CommanderError` for what it does not understand.
 */
export function createProgram(actions: Actions, { version, backends, width, print }: HelpOptions): Command {
  const program = new Command('unitsphere')
    .description('Normalize vectors exactly.')
    .version(version, '--version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .exitOverride()
    .configureOutput({ writeOut: print, writeErr: () => {}, getOutHelpWidth: () => width })
    .addHelpText('after', `${exitCodes}\n\nExample:\n  unitsphere normalize vectors.npy -o unit.npy`);

  program
    .command('normalize')
    .summary('divide every slice of a .npy file by its norm')
    .description(
      'Divide every slice along an axis of a .npy file by its norm.\n' +
        'Takes float32 and float64 of any rank, in C and Fortran order, and keeps dtype, shape and order.',
    )
    .argument('<IN.npy>', 'the file to read; - for standard input')
    .option('-o, --output <OUT.npy>', 'the file to write; - for standard output')
    .option('--in-place', 'replace IN.npy itself by the result')
    .option('--axis <axis>', 'axis of a slice: -1, or several as 0,2, or all together (default: the last)')
    .option('--p <p>', 'order of the norm: 1, 2, inf or another number ≥ 1 (default: 2)')
    .option('--rule <rule>', `how epsilon enters: ${rules.join(', ')} (default: none, the norm itself)`)
    .option('--epsilon <epsilon>', 'number ≥ 0, needed by every rule but none')
    .option('--like <name>', `rule and epsilon of a framework: ${Object.keys(presets).join(', ')}`)
    .option('--backend <name>', `auto, ${backends.join(', ')}`, 'auto')
    .option(
      '--norms <NORMS.npy>',
      'also write the norms in float64, without the axes of a slice; - for standard output',
    )
    .option('--force', 'overwrite existing outputs')
    .option('--json', 'print what was done as one JSON object')
    .addHelpText('after', normalizeHelp)
    .action((input: string, flags: NormalizeFlags) => actions.normalize(input, flags));

  program
    .command('backends')
    .description("Show which backends start on this machine, and why the others don't.")
    .option('--json', 'print one JSON object: backends, each with name, starts, and capabilities or reason')
    .addHelpText('after', backendsHelp)
    .action((flags: { readonly json?: boolean }) => actions.backends(flags));

  return program;
}
