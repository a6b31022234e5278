import type { CaseResult } from '../case.ts';
import { caseId } from '../select-cases.ts';
import { escapeMarkup } from './escape-markup.ts';
import type { FamilyTotals, Report } from './report.ts';
import type { Totals } from './totals.ts';

/** The report as JUnit XML: a suite for each family, times in seconds. */
export function reportJunit(report: Report): string {
  const { families, totals, results, started, backend } = report;
  const suites = families.map((family) =>
    suite(
      family,
      report,
      results.filter((each) => each.family === family.family),
    ),
  );
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes({ name: `conformance of ${backend}`, ...counts(totals), timestamp: started })}>`,
    ...suites,
    '</testsuites>',
    '',
  ].join('\n');
}

function suite(family: FamilyTotals, report: Report, results: readonly CaseResult[]): string {
  const properties = {
    module: report.module,
    backend: report.backend,
    seed: report.seed,
    again: report.again,
    conformance: report.versions.conformance,
    node: report.versions.node,
    elements: family.elements,
    exact: family.exact,
    measured: family.measured,
    worstUlp: family.worstUlp,
  };
  return [
    `  <testsuite${attributes({ name: family.family, ...counts(family), timestamp: report.started })}>`,
    '    <properties>',
    ...Object.entries(properties).map(([name, value]) => `      <property${attributes({ name, value })}/>`),
    '    </properties>',
    ...results.map(testCase),
    '  </testsuite>',
  ].join('\n');
}

function testCase(result: CaseResult): string {
  const { family, name, status, reason = '', reproduction, milliseconds } = result;
  const open = `    <testcase${attributes({ classname: family, name, time: seconds(milliseconds) })}`;
  if (status === 'passed') return `${open}/>`;
  if (status === 'skipped') {
    return `${open}>\n      <skipped${attributes({ message: reason })}/>\n    </testcase>`;
  }
  const [message] = reason.split('\n');
  const body = escapeMarkup([`${caseId(result)}`, reason, reproduction].filter(Boolean).join('\n\n'));
  return `${open}>\n      <failure${attributes({ message: message!, type: 'Failure' })}>${body}</failure>\n    </testcase>`;
}

function counts({ cases, failed, skipped, milliseconds }: Totals): Record<string, string | number> {
  return { tests: cases, failures: failed, errors: 0, skipped, time: seconds(milliseconds) };
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(3);
}

/** A line break within an attribute would be read as a space. */
function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(
      ([name, value]) =>
        ` ${name}="${escapeMarkup(String(value)).replace(/[\t\n\r]/g, (c) => `&#${c.charCodeAt(0)};`)}"`,
    )
    .join('');
}
