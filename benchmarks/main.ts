import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BenchArguments, parseBenchArguments, usage } from './bench-arguments.ts';
import { comparisonText } from './compare.ts';
import { oursInNode } from './contenders/node.ts';
import { oursInPage } from './contenders/page.ts';
import { peersInNode } from './peers/node.ts';
import { peersInPage } from './peers/page.ts';
import { chromiumPlace } from './places/chromium-place.ts';
import { nodePlace } from './places/node-place.ts';
import { reportText } from './report.ts';
import { parseResults, type Results } from './results.ts';
import { runBench } from './run-bench.ts';
import { scenarios } from './scenarios.ts';
import { settingsOf } from './settings.ts';

const places = [
  nodePlace(fileURLToPath(new URL('./bench-node.js', import.meta.url))),
  chromiumPlace('benchmarks/dist/bench-page.js'),
];

/** The command; gives its exit code: 0, 1 where it failed, 2 where it was asked for what there is not. */
export async function main(argv: readonly string[]): Promise<number> {
  let args: BenchArguments;
  let before: Results | undefined;
  try {
    args = parseBenchArguments(argv, {
      scenarios: scenarios.map(({ name }) => name),
      contenders: [
        ...oursInNode(),
        ...peersInNode(),
        ...oursInPage(availableParallelism()),
        ...peersInPage(),
      ].map(({ name }) => name),
      places: places.map(({ name }) => name),
    });
    before = args.compare === undefined ? undefined : readResults(args.compare);
  } catch (error) {
    return refused(error, 2);
  }
  if (args.help) {
    process.stdout.write(usage);
    return 0;
  }
  const interruption = new AbortController();
  const interrupt = (): void => interruption.abort(new Error('interrupted'));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, interrupt);
  try {
    const chosen = places.filter(({ name }) => args.places.length === 0 || args.places.includes(name));
    const results = await runBench(settingsOf(args, argv), chosen, {
      signal: interruption.signal,
      progress: showProgress(),
    });
    if (process.stderr.isTTY) process.stderr.write('\r\x1b[2K');
    const file = outputOf(args, results);
    writeWhole(file, `${JSON.stringify(results, null, 1)}\n`);
    process.stdout.write(`${reportText(results)}\n\n`);
    if (before) process.stdout.write(`${comparisonText(before, results)}\n\n`);
    process.stdout.write(`written to ${file}\n`);
    return 0;
  } catch (error) {
    return refused(error, interruption.signal.aborted ? 130 : 1);
  }
}

/** A line that is written over on a terminal, else a line each; with the seconds since the start. */
function showProgress(): (text: string) => void {
  const start = performance.now();
  return (text) => {
    const line = `${((performance.now() - start) / 1000).toFixed(1).padStart(6)} s  ${text}`;
    process.stderr.write(process.stderr.isTTY ? `\r\x1b[2K${line}` : `${line}\n`);
  };
}

function refused(error: unknown, code: number): number {
  process.stderr.write(`bench: ${error instanceof Error ? error.message : String(error)}\n`);
  return code;
}

function readResults(file: string): Results {
  return parseResults(JSON.parse(readFileSync(file, 'utf8')));
}

/** A part, or less of the time, is not the machine's file. */
function outputOf(
  { out, quick, scenarios, contenders, places, passes }: BenchArguments,
  { machine }: Results,
): string {
  if (out !== undefined) return resolve(out);
  const isWhole =
    !quick && passes === undefined && [scenarios, contenders, places].every(({ length }) => length === 0);
  return resolve(isWhole ? 'benchmarks/results' : 'benchmarks/dist', `${machine.name}.json`);
}

/** By renaming, so that there is never half of it. */
function writeWhole(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  const unfinished = `${file}.${process.pid}.tmp`;
  writeFileSync(unfinished, text);
  renameSync(unfinished, file);
}
