import type { Writable } from 'node:stream';
import type { Case } from '../case.ts';
import { familiesOf, type Report } from '../report/report.ts';
import { familyLine, printable, tableHead } from '../report/report-text.ts';
import { totalsOf } from '../report/totals.ts';
import { weakClaims } from '../report/weak-claims.ts';
import { settingsOf } from '../run.ts';
import { caseId } from '../select-cases.ts';
import { againCommand } from './again-command.ts';
import { commandError, reasonOf } from './command-error.ts';
import { type Isolation, isolate } from './isolation.ts';
import type { RunRequest, TestedModule } from './parse-arguments.ts';
import { createProgressLine } from './progress-line.ts';
import { runCases } from './run-cases.ts';

/** Where a run tells of itself. */
export interface Terminal {
  readonly stdout: Writable;
  readonly stderr: Writable & { readonly isTTY?: boolean; readonly columns?: number };
}

/** Starts a module's backend in a process of its own. Throws `no-backend`. */
export async function openModule(
  { file, specifier, url }: TestedModule,
  { seed, quick, timeLimit }: RunRequest,
  { stderr }: Terminal,
): Promise<Isolation> {
  try {
    return await isolate(url, settingsOf({ seed, quick, timeLimit, module: specifier }), stderr);
  } catch (cause) {
    throw commandError('no-backend', `${file} gives no backend: ${reasonOf(cause)}`, cause);
  }
}

/** Runs cases on a module's backend and prints a line for each family. Throws `no-backend`. */
export async function testModule(
  tested: TestedModule,
  request: RunRequest,
  { cases, version, terminal }: { cases: readonly Case[]; version: string; terminal: Terminal },
): Promise<Report> {
  const started = new Date().toISOString();
  const { stdout, stderr } = terminal;
  const names = cases.map(({ family }) => family);
  const progress = createProgressLine(stderr);
  const isolation = await openModule(tested, request, terminal);
  const { backend, capabilities } = isolation;
  stdout.write(
    `${printable(`${tested.file}: backend ${backend}, seed ${request.seed}`)}\n\n${tableHead(names)}`,
  );
  const results = await runCases(cases, isolation, {
    begin: (each, index) => progress.show(`${index + 1} of ${cases.length}: ${caseId(each)}`),
    finish: (family) => {
      progress.clear();
      stdout.write(familyLine(family, names));
    },
  });
  isolation.end();
  const { node } = process.versions;
  const { file } = tested;
  const { seed, quick, only = [] } = request;
  return {
    format: 1,
    started,
    versions: { conformance: version, node, platform: `${process.platform} ${process.arch}` },
    ...{ module: file, backend, capabilities, seed, quick, only },
    again: againCommand(file, request),
    totals: totalsOf(results),
    families: familiesOf(results),
    weakClaims: weakClaims(results, capabilities),
    results,
  };
}
