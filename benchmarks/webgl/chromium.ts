import { cpus, loadavg } from 'node:os';
import { startBrowser, webgl } from '../../tools/browser/browser.ts';
import { quantile, type Timing } from '../interleave.ts';
import { type Measurement, names, scenarios } from './scenario.ts';

const load = (): string => loadavg()[0]!.toFixed(1);
const rounded = (value: number, digits = 3): number => Number(value.toPrecision(digits));

console.log(
  `Headless Chromium, WebGL2 on SwiftShader; ${cpus()[0]?.model}, ${cpus().length} cores, load ${load()}; ` +
    'float32, p = 2, rule none, medians of interleaved rounds',
);
for (const scenario of scenarios) {
  // One a scenario: a browser keeps the memory of what its pages had.
  const browser = await startBrowser({ args: webgl });
  try {
    const { call } = await browser.open();
    const module = 'benchmarks/webgl/page.ts';
    report((await call({ module, name: 'measureInPage', args: [scenario] })) as Measurement);
  } finally {
    await browser.close();
  }
}
console.log(`load ${load()}`);

function report({ scenario, accuracies, firstCall, resident, roundTrip }: Measurement): void {
  const { outer, length, inner } = scenario;
  const megabytes = (8 * outer * length * inner) / 1e6;
  console.log(`\n[${outer}, ${length}, ${inner}] along 1, ${megabytes} MB read and written`);
  const accuracyBy = new Map(accuracies.map((each) => [each.name, each]));
  const rows = [...resident, ...roundTrip].map(({ name, median, p95 }) => {
    const accuracy = accuracyBy.get(name);
    return [
      name,
      {
        'median ms': rounded(median),
        'p95 ms': rounded(p95),
        ...(accuracy && { 'exact %': rounded(100 * accuracy.exact, 5), 'worst ULP': accuracy.worstUlp }),
      },
    ] as const;
  });
  console.table(Object.fromEntries(rows));
  for (const [of, to] of [
    [names.exact, names.naive],
    [names.exactWide, names.naive],
    [names.exact, names.copy],
  ])
    console.log(`${of} / ${to}: ${ratio(resident, of!, to!)} ×`);
  console.log(`first result in a new context, probes included: ${rounded(firstCall)} ms`);
}

/** Of the rounds, since what slows one down slows the other. */
function ratio(timings: readonly Timing[], of: string, to: string): number {
  const [a, b] = [of, to].map((name) => timings.find((timing) => timing.name === name)!);
  return rounded(
    quantile(
      a!.rounds.map((each, i) => each / b!.rounds[i]!),
      0.5,
    ),
  );
}
