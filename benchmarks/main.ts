import { cpus } from 'node:os';
import { normalizeExactly } from '@unitsphere/core/reference';
import { normalize } from '@unitsphere/cpu';
import { type Contender, interleave } from './interleave.ts';
import { plainLoop } from './plain-loop.ts';

/** float32, last axis. */
const scenarios: readonly (readonly [rows: number, length: number])[] = [
  [1, 768],
  [1000, 128],
  [1000, 768],
  [10_000, 768],
  [100_000, 384],
  [10, 1_000_000],
];

/** Rows whose result is compared with the reference before anything is timed. */
const verifiedRows = 2;

function contenders(rows: number, length: number): { contenders: Contender[]; verify: () => void } {
  const x = Float32Array.from({ length: rows * length }, () => Math.random() * 2 - 1);
  const y = new Float32Array(x.length);
  const scratch = x.slice();
  const shape = [rows, length];
  const verify = (): void => {
    const checked = x.subarray(0, Math.min(rows, verifiedRows) * Math.min(length, 10_000));
    const part = [checked.length / Math.min(length, 10_000), Math.min(length, 10_000)];
    const got = normalize(checked, { shape: part });
    const wrong = normalizeExactly(checked, { shape: part }).findIndex(
      (expected, i) => !Object.is(expected, got[i]),
    );
    if (wrong >= 0) throw new Error(`[${shape}]: element ${wrong} is not the correctly rounded one`);
  };
  return {
    verify,
    contenders: [
      { name: 'Float32Array.set', run: () => y.set(x) },
      { name: 'plain loop', run: () => plainLoop(x, y, rows, length) },
      { name: 'cpu, given output', run: () => normalize(x, { shape, output: y }) },
      { name: 'cpu, fresh output', run: () => normalize(x, { shape }) },
      { name: 'cpu, in place', run: () => normalize(scratch, { shape, output: scratch }) },
    ],
  };
}

console.log(
  `Node ${process.version}, ${cpus()[0]?.model ?? 'unknown processor'}; float32, last axis, medians of interleaved rounds`,
);
for (const [rows, length] of scenarios) {
  const { contenders: all, verify } = contenders(rows, length);
  verify();
  const timings = interleave(all, { rounds: 15, warmUp: 3, leastMilliseconds: 2 });
  const [copy, plain] = timings;
  const bytes = 8 * rows * length;
  console.log(`\n[${rows}, ${length}], ${(bytes / 1e6).toFixed(1)} MB read and written`);
  console.table(
    Object.fromEntries(
      timings.map(({ name, median, p95 }) => [
        name,
        {
          'median ms': Number(median.toPrecision(3)),
          'p95 ms': Number(p95.toPrecision(3)),
          'GB/s': Number((bytes / median / 1e6).toPrecision(3)),
          '× copy': Number((median / copy!.median).toPrecision(3)),
          '× plain loop': Number((median / plain!.median).toPrecision(3)),
        },
      ]),
    ),
  );
}
