import { cpus, loadavg } from 'node:os';
import { quantile, type Timing } from '../interleave.ts';
import { type Measurement, names } from './measurement.ts';

/** What ratios are compared with: highest that is aimed at. */
const aims: readonly { readonly of: string; readonly to: string; readonly atMost?: number }[] = [
  { of: names.exact, to: names.naive, atMost: 4.5 },
  { of: names.exactWide, to: names.naive, atMost: 12 },
  { of: names.exact, to: names.composed },
  { of: names.exact, to: names.copy },
];

/** Where and on what, in a line. */
export function heading(where: string): string {
  const processor = cpus()[0]?.model ?? 'unknown processor';
  return `${where}; ${processor}, ${cpus().length} cores, load ${load()}; float32, p = 2, rule none, medians of interleaved rounds`;
}

export function load(): string {
  return loadavg()[0]!.toFixed(1);
}

export function report({ shape, lanes, accuracies, resident, roundTrip }: Measurement): void {
  const { workgroupLanes, sliceLanes } = lanes;
  console.log(
    `\n[${shape.join(', ')}], ${(8 * shape[0] * shape[1]) / 1e6} MB read and written; ` +
      `workgroups of ${workgroupLanes} lanes, ${sliceLanes} a slice`,
  );
  console.table(
    byName(accuracies, ({ exact, worstUlp }) => ({
      'exact %': rounded(100 * exact, 5),
      'worst ULP': worstUlp,
    })),
  );
  console.table(
    byName([...resident, ...roundTrip], ({ median, p95 }) => ({
      'median ms': rounded(median),
      'p95 ms': rounded(p95),
    })),
  );
  for (const { of, to, atMost } of aims) {
    const [a, b] = [of, to].map((name) => resident.find((timing) => timing.name === name));
    if (a && b) console.log(`${of} / ${to}: ${ratioText(a, b)}${atMost ? `, aim ≤ ${atMost}` : ''}`);
  }
  const [transfer, whole] = [names.transfer, names.whole].map(
    (name) => roundTrip.find((t) => t.name === name)!,
  );
  const share = whole!.rounds.map((each, i) => 1 - transfer!.rounds[i]! / each);
  console.log(`of ${names.whole}, what is not transfer: ${rounded(100 * quantile(share, 0.5))} %`);
}

/** Of the rounds, since what slows one down slows the other; and of the fastest rounds, which the load disturbs least. */
function ratioText(a: Timing, b: Timing): string {
  const ratios = a.rounds.map((each, i) => each / b.rounds[i]!);
  const fastest = Math.min(...a.rounds) / Math.min(...b.rounds);
  return `${rounded(quantile(ratios, 0.5))} × (p95 ${rounded(quantile(ratios, 0.95))}; fastest rounds ${rounded(fastest)} ×)`;
}

function rounded(value: number, digits = 3): number {
  return Number(value.toPrecision(digits));
}

function byName<T extends { readonly name: string }, Row>(
  all: readonly T[],
  row: (one: T) => Row,
): Record<string, Row> {
  return Object.fromEntries(all.map((one) => [one.name, row(one)]));
}
