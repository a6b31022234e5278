import { randomBytes } from 'node:crypto';
import { realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import type { Report } from '../report/report.ts';
import { reportHtml } from '../report/report-html.ts';
import { reportJson } from '../report/report-json.ts';
import { reportJunit } from '../report/report-junit.ts';
import { commandError, reasonOf } from './command-error.ts';

/** A report to be. */
export interface ReportTarget {
  /** As it was typed. */
  readonly file: string;
  /** Where it really goes, links followed. */
  readonly path: string;
  readonly make: (report: Report) => string;
}

const makers: Readonly<Record<string, ReportTarget['make']>> = {
  '.html': reportHtml,
  '.json': reportJson,
  '.xml': reportJunit,
};

/** Looks where reports go, and that they can go there. Throws `unknown-report`, `same-report`, `report-unwritable`. */
export function reportTargets(files: readonly string[]): readonly ReportTarget[] {
  const targets: ReportTarget[] = [];
  for (const file of files) {
    const make = makers[extname(file).toLowerCase()];
    if (make === undefined) {
      const expected = Object.keys(makers).join(', ');
      throw commandError('unknown-report', `--report ${file} ends in none of ${expected}`);
    }
    const path = placeOf(file);
    const same = targets.find((each) => each.path === path);
    if (same !== undefined) {
      throw commandError('same-report', `--report ${same.file} and --report ${file} are the same file`);
    }
    targets.push({ file, path, make });
  }
  return targets;
}

/** Writes one report beside its place and gives it its name at the end. Throws `report-unwritable`. */
export function writeReport({ file, path, make }: ReportTarget, report: Report): void {
  const temporary = temporaryName(path);
  try {
    writeFileSync(temporary, make(report), { flag: 'wx' });
    renameSync(temporary, path);
  } catch (cause) {
    rmSync(temporary, { force: true });
    throw unwritable(file, cause);
  }
}

function placeOf(file: string): string {
  try {
    const existing = statSync(file, { throwIfNoEntry: false });
    if (existing !== undefined && !existing.isFile()) throw new Error('it is not a regular file');
    const path =
      existing === undefined ? join(realpathSync(dirname(file)), basename(file)) : realpathSync(file);
    const trial = temporaryName(path);
    writeFileSync(trial, '', { flag: 'wx' });
    rmSync(trial);
    return path;
  } catch (cause) {
    throw unwritable(file, cause);
  }
}

function temporaryName(path: string): string {
  return join(dirname(path), `.${basename(path)}.${randomBytes(4).toString('hex')}.tmp`);
}

function unwritable(file: string, cause: unknown): Error {
  return commandError('report-unwritable', `--report ${file} cannot be written: ${reasonOf(cause)}`, cause);
}
