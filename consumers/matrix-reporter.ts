import type { Reporter, TestCase, TestModule, Vitest } from 'vitest/node';
import { sets } from './sets.ts';

/** Prints consumers × sets at the end: whether each is green, and its seconds. */
export function matrixReporter(): Reporter {
  let installed: Readonly<Record<string, number>> = {};
  let vitest: Vitest;
  return {
    onInit(started) {
      vitest = started;
    },
    onTestRunEnd(modules) {
      installed = vitest.projects[0]?.getProvidedContext().installed ?? {};
      const tests = modules.flatMap((module) => [...module.children.allTests()]);
      const consumers = new Set(tests.flatMap((test) => test.meta().cell?.consumer ?? []));
      const rows = [
        ['consumer', ...sets.map(({ name }) => name), 'shared'],
        ['npm install', ...sets.map(({ name }) => (installed[name] ?? 0).toFixed(1)), ''],
        ...[...consumers].map((consumer) => [
          consumer,
          ...sets.map(({ name }) => resultOf(tests, consumer, name)),
          sharedSeconds(modules, consumer),
        ]),
      ];
      console.log(`\nWhat each consumer takes from the tarballs, in seconds:\n\n${tableOf(rows)}\n`);
    },
  };
}

function resultOf(tests: readonly TestCase[], consumer: string, set: string): string {
  const found = tests.filter(
    (test) => test.meta().cell?.consumer === consumer && test.meta().cell?.set === set,
  );
  if (found.length === 0) return '–';
  const passed = found.every((test) => test.result().state === 'passed');
  const milliseconds = found.reduce((sum, test) => sum + (test.diagnostic()?.duration ?? 0), 0);
  return `${passed ? '✓' : '✗'} ${(milliseconds / 1000).toFixed(1)}`;
}

/** What the tests of a consumer share, as bundling all sets at once. */
function sharedSeconds(modules: readonly TestModule[], consumer: string): string {
  const module = modules.find(({ children }) =>
    [...children.allTests()].some((test) => test.meta().cell?.consumer === consumer),
  );
  if (module === undefined) return '';
  const tests = [...module.children.allTests()].reduce(
    (sum, test) => sum + (test.diagnostic()?.duration ?? 0),
    0,
  );
  return (Math.max(0, module.diagnostic().duration - tests) / 1000).toFixed(1);
}

function tableOf(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows
    .map((row) =>
      row
        .map((text, column) => text.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
