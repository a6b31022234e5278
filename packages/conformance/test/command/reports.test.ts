import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SaxesParser } from 'saxes';
import { expect, test } from 'vitest';
import { histogramBounds } from '../../src/index.ts';
import type { Report } from '../../src/report/report.ts';
import { folderWithModule, run } from './run-command.ts';

/** Rounds up where p is 1 and says so with marks that no report may take for its own; lacks float64. */
const wrong = `
  export const create = () => {
    const right = cpu();
    const { float32 } = right.capabilities.precision;
    const normalize = (input, problem, output) => {
      if (problem.p === Infinity) throw new Error('<b>&"\\'\\u0000]]>\\ud800 \\x1b[2J');
      const y = right.normalize(input, problem, output);
      if (problem.p === 1) for (let i = 0; i < y.length; i += 3) y[i] *= 1 + 2 ** -20;
      return y;
    };
    const capabilities = { ...right.capabilities, precision: { float32 } };
    return { ...right, name: 'mine <&> "wrong"', capabilities, normalize };
  };`;

const only = ['axes', 'p and rules', 'float64: integers are rounded as claimed'];
interface Told {
  readonly code: number | null;
  readonly stdout: string;
  readonly report: Report;
  readonly xml: string;
  readonly html: string;
}

let running: Promise<Told> | undefined;

/** One run serves all tests. */
function told(): Promise<Told> {
  running ??= tell();
  return running;
}

async function tell(): Promise<Told> {
  const cwd = folderWithModule(wrong);
  writeFileSync(join(cwd, 'out.xml'), 'old');
  const reports = ['out.json', 'out.xml', 'out.html'];
  const args = [
    ...only.flatMap((name) => ['--only', name]),
    ...reports.flatMap((file) => ['--report', file]),
  ];
  const { code, stdout } = await run(['backend.mjs', '--quick', ...args], { cwd });
  expect(readdirSync(cwd).sort()).toEqual(['backend.mjs', ...reports].sort());
  const [json, xml, html] = reports.map((file) => readFileSync(join(cwd, file), 'utf8'));
  return { code, stdout, report: JSON.parse(json!), xml: xml!, html: html! };
}

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  text: string;
}

/** A text in which the three marks that no report can hold are replaced. */
function withMarks(text: string, shown: (code: number) => string): string {
  return [0, 0x1b, 0xd800].reduce(
    (all, code) => all.replaceAll(String.fromCharCode(code), shown(code)),
    text,
  );
}

/** The elements in document order, by a parser that refuses what is not well-formed. */
function elementsOf(xml: string): readonly Element[] {
  const parser = new SaxesParser();
  const [elements, open]: [Element[], Element[]] = [[], []];
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    const element = { name, attributes, text: '' };
    elements.push(element);
    open.push(element);
  });
  parser.on('text', (text) => {
    const element = open.at(-1);
    if (element !== undefined) element.text += text;
  });
  parser.on('closetag', () => void open.pop());
  parser.write(xml).close();
  return elements;
}

test('the JSON report holds totals that are the sums of its results', async () => {
  const { code, report } = await told();
  const { format, backend, module, seed, quick, totals, families, results, capabilities, ...rest } = report;
  expect({ format, backend, module, seed, quick, only: rest.only }).toEqual({
    ...{ format: 1, backend: 'mine <&> "wrong"', module: 'backend.mjs', seed: 1, quick: true, only },
  });
  expect(rest.again).toBe(
    "npx @unitsphere/conformance backend.mjs --only axes --only 'p and rules' " +
      "--only 'float64: integers are rounded as claimed' --seed 1 --quick",
  );
  expect(Object.keys(capabilities.precision)).toEqual(['float32']);
  expect(code).toBe(1);
  expect(totals.failed).toBeGreaterThan(1);
  for (const status of ['passed', 'failed', 'skipped'] as const) {
    expect(totals[status]).toBe(results.filter((each) => each.status === status).length);
  }
  expect(totals.elements).toBe(results.reduce((sum, each) => sum + each.elements, 0));
  expect(totals.elements).toBe(families.reduce((sum, each) => sum + each.elements, 0));
  expect(totals.worstUlp).toBe(Math.max(...results.map((each) => each.worstUlp)));
  expect(totals.histogram).toHaveLength(histogramBounds.length);
  expect(totals.histogram.reduce((sum, count) => sum + count, 0)).toBe(totals.measured);
  expect(totals.histogram[0]).toBe(totals.exact);
});

test('the JUnit report is well-formed and tells every case', async () => {
  const { report, xml } = await told();
  const { totals, results, families } = report;
  const elements = elementsOf(xml);
  const named = (name: string): readonly Element[] => elements.filter((each) => each.name === name);
  expect(elements[0]).toMatchObject({
    name: 'testsuites',
    attributes: {
      name: 'conformance of mine <&> "wrong"',
      tests: String(totals.cases),
      failures: String(totals.failed),
      errors: '0',
      skipped: String(totals.skipped),
    },
  });
  expect(named('testsuite').map(({ attributes: { name } }) => name)).toEqual(
    families.map((each) => each.family),
  );
  expect(
    named('testcase').map(({ attributes: { classname, name } }) => ({ family: classname, name })),
  ).toEqual(results.map(({ family, name }) => ({ family, name })));
  const failed = results.filter(({ status }) => status === 'failed');
  expect(named('failure')).toHaveLength(failed.length);
  for (const [i, { reproduction = '' }] of failed.entries()) {
    expect(named('failure')[i]!.text).toContain(withMarks(reproduction, () => '\uFFFD'));
  }
  expect(named('skipped').map(({ attributes: { message } }) => message)).toEqual([
    'capabilities.precision has no float64',
  ]);
  expect(xml).toContain('&lt;b&gt;&amp;&quot;&#39;\uFFFD]]&gt;\uFFFD \uFFFD[2J');
});

test('the HTML report loads nothing and runs nothing, and holds what a backend says as text', async () => {
  const { html } = await told();
  expect(html).not.toMatch(
    /<(script|link|img|iframe|object|embed|base)\b|@import|url\(|\son\w+=|javascript:/i,
  );
  expect(html).not.toMatch(/\b(src|href|srcset|action)\s*=|https?:\/\//i);
  expect(html).toContain('prefers-color-scheme: dark');
  expect(html).toContain('<meta name="viewport"');
  expect(html).toContain('&lt;b&gt;&amp;&quot;&#39;\uFFFD]]&gt;\uFFFD \uFFFD[2J');
  expect(html).not.toContain('<b>');
});

test('the HTML report shows failures with their programs, skips, and a histogram for each family that measures', async () => {
  const { report, html } = await told();
  const { results, families, totals } = report;
  expect(html).toContain(`${totals.failed} of ${totals.cases} cases failed`);
  const failed = results.filter(({ status }) => status === 'failed');
  expect(html.match(/<article>/g)).toHaveLength(failed.length);
  const programs = failed.filter(({ reproduction }) => reproduction !== undefined);
  expect(programs.length).toBeGreaterThan(0);
  // The command to run it again stands in one too.
  expect(html.match(/<pre><code>/g)).toHaveLength(programs.length + 1);
  expect(html).toContain('<h3>capabilities.precision has no float64</h3>');
  const measuring = families.filter(({ measured }) => measured > 0);
  expect(html.match(/<svg /g)).toHaveLength(measuring.length);
  for (const { family, histogram } of measuring) {
    const figure = html.split('<figure>').find((part) => part.startsWith(`<figcaption>${family}:`))!;
    const bars = [...figure.matchAll(/<title>[^<]* ULP: ([\d\u00a0]+)<\/title>/g)];
    expect(bars.map(([, count]) => Number(count!.replaceAll('\u00a0', '')))).toEqual(
      histogram.slice(0, bars.length),
    );
    expect(histogram.slice(bars.length).every((count) => count === 0)).toBe(true);
  }
});

test('the terminal shows each failure with its bits and its program, harmless', async () => {
  const { report, stdout } = await told();
  const { results } = report;
  for (const { family, name, reproduction = '' } of results.filter(({ status }) => status === 'failed')) {
    expect(stdout).toContain(`FAILED ${family}: ${name}\n`);
    const shown = withMarks(reproduction, (code) =>
      code < 256 ? `\\x${code.toString(16).padStart(2, '0')}` : '\uFFFD',
    );
    for (const line of shown.split('\n')) expect(stdout).toContain(line);
  }
  expect(stdout).toMatch(/\[\d+\] is \S+ \(0x[0-9a-f]{8}\), expected \S+ \(0x[0-9a-f]{8}\)/);
  expect(stdout).toContain('\\x1b[2J');
  expect(stdout).not.toContain('\x1b');
});
