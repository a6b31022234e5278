import { cpus, loadavg } from 'node:os';
import { quantile, type Timing } from '../interleave.ts';
import { type Measurement, names } from './measure.ts';

/** How many times as fast as composing it the op is to be at least. */
const aims: Readonly<Record<string, number>> = { wasm: 3, cpu: 15 };

/** Where, in a line. */
export function heading(where: string): string {
  return `${where}; ${cpus()[0]?.model}, ${cpus().length} cores, load ${load()}; float32, p = 2, medians of interleaved rounds`;
}

export function load(): string {
  return loadavg()[0]!.toFixed(1);
}

export function report({ backend, shape, accuracies, timings }: Measurement): void {
  console.log(
    `\ntfjs ${backend}, [${shape.join(', ')}], ${(8 * shape[0] * shape[1]) / 1e6} MB read and written`,
  );
  const op = timings.find(({ name }) => name === names.op)!;
  const rows = timings.map((timing) => {
    const accuracy = accuracies.find(({ name }) => name === timing.name);
    return [
      timing.name,
      {
        'median ms': rounded(timing.median),
        'p95 ms': rounded(timing.p95),
        'times the op': rounded(ratio(timing, op)),
        ...(accuracy && { 'exact %': rounded(100 * accuracy.exact, 5), 'worst ULP': accuracy.worstUlp }),
      },
    ] as const;
  });
  console.table(Object.fromEntries(rows));
  if (aims[backend])
    console.log(`aim: ${names.composed} takes at least ${aims[backend]} times as long as the op`);
}

/** Of the rounds, since what slows one down slows the other. */
function ratio(a: Timing, b: Timing): number {
  return quantile(
    a.rounds.map((each, i) => each / b.rounds[i]!),
    0.5,
  );
}

function rounded(value: number, digits = 3): number {
  return Number(value.toPrecision(digits));
}
