import type { CaseResult } from '../case.ts';
import { caseId } from '../select-cases.ts';
import { grouped, percent, seconds, ulp } from './figures.ts';
import type { FamilyTotals, Report } from './report.ts';
import { skipsByReason } from './skips-by-reason.ts';
import type { Totals } from './totals.ts';
import { inSentence } from './weak-claims.ts';

const columns = ['passed', 'failed', 'skipped', 'elements', 'worst ULP', 'exact', 'seconds'] as const;
const widths = [7, 7, 8, 13, 10, 13, 8] as const;

/** The head of the table of families, the first column as wide as the longest name. */
export function tableHead(names: readonly string[]): string {
  return row('family', columns, widthOf(names));
}

/** One family's line. */
export function familyLine(family: FamilyTotals, names: readonly string[]): string {
  return row(family.family, figuresOf(family), widthOf(names));
}

/** What follows the table: each failure with its reproduction, what was skipped and why, weak claims, and the sum. */
export function reportText({ results, weakClaims, totals, seed, again }: Report): string {
  const failed = results.filter(({ status }) => status === 'failed');
  const blocks = [
    ...failed.map(failureText),
    skipsText(results),
    weakClaims.map((claim) => `WEAK CLAIM ${inSentence(claim)}\n`).join(''),
    `${sumOf(totals)}; seed ${seed}; again: ${again}\n`,
  ];
  return blocks.filter((block) => block !== '').join('\n');
}

function figuresOf(totals: Totals): readonly string[] {
  const { passed, failed, skipped, elements, measured, exact, worstUlp, milliseconds } = totals;
  const worst = measured === 0 ? '' : ulp(worstUlp);
  const counts = [passed, failed, skipped, elements].map(grouped);
  return [...counts, worst, percent(exact, measured), seconds(milliseconds)];
}

function widthOf(names: readonly string[]): number {
  return Math.max(...names.map(({ length }) => length), 'family'.length);
}

function row(name: string, cells: readonly string[], width: number): string {
  return `${name.padEnd(width)}${cells.map((cell, i) => cell.padStart(widths[i]! + 1)).join('')}\n`;
}

function failureText(result: CaseResult): string {
  const { reason = '', reproduction } = result;
  const program = reproduction === undefined ? '' : `\n${indented(reproduction)}`;
  return `FAILED ${caseId(result)}\n${indented(reason)}${program}`;
}

function skipsText(results: readonly CaseResult[]): string {
  return [...skipsByReason(results)]
    .map(([reason, ids]) => `SKIPPED, since ${printable(reason)}\n${indented(ids.join('\n'))}`)
    .join('\n');
}

function sumOf({ cases, passed, failed, skipped, elements, milliseconds }: Totals): string {
  const skips = skipped === 0 ? '' : `, ${skipped} skipped`;
  return `${cases} ${cases === 1 ? 'case' : 'cases'}: ${passed} passed, ${failed} failed${skips}; ${grouped(elements)} elements in ${seconds(milliseconds)} s`;
}

/** Control characters other than line breaks are shown, so that no backend can write to the terminal. */
function indented(text: string): string {
  const lines = text.replace(/\s+$/, '').split('\n');
  return lines.map((line) => (line === '' ? '\n' : `  ${printable(line)}\n`)).join('');
}

/** On one line, and harmless on a terminal. */
export function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, (mark) => `\\x${mark.charCodeAt(0).toString(16).padStart(2, '0')}`);
}
