import { cpus, loadavg } from 'node:os';
import { createNormalizer } from '@unitsphere/core';
import { normalizeExactly } from '@unitsphere/core/reference';
import { normalize } from '@unitsphere/cpu';
import { wasm } from '@unitsphere/wasm';
import { type Contender, interleave, type Timing } from './interleave.ts';
import { startPeers } from './peer.ts';
import { plainLoop } from './plain-loop.ts';

/** float32, last axis; the last is the same bytes along an inner axis. */
const scenarios: readonly { readonly shape: readonly number[]; readonly axis?: number }[] = [
  { shape: [1, 768] },
  { shape: [1000, 128] },
  { shape: [1000, 768] },
  { shape: [10_000, 768] },
  { shape: [100_000, 384] },
  { shape: [10, 1_000_000] },
  { shape: [100, 1000, 64] },
  { shape: [100, 1000, 64], axis: 1 },
];
/** Elements whose result is compared with the reference before anything is timed. */
const verified = 20_000;

const backend = await wasm({ arena: 2 ** 29 });
const threaded = await wasm({ arena: 2 ** 29, threads: 2 });
const peers = await startPeers();
const load = (): string => loadavg()[0]!.toFixed(1);

console.log(
  `Node ${process.version}, ${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores, load ${load()}; ` +
    'float32, medians of interleaved rounds, caches as the rounds leave them',
);
for (const { shape, axis = -1 } of scenarios) await measure(shape, axis);
console.log(`load ${load()}`);
backend[Symbol.dispose]();
threaded[Symbol.dispose]();

async function measure(shape: readonly number[], axis: number): Promise<void> {
  const x = Float32Array.from({ length: shape.reduce((a, b) => a * b) }, () => Math.random() * 2 - 1);
  const [y, scratch] = [new Float32Array(x.length), x.slice()];
  const [resident, one] = residentContender('wasm, resident', backend, x, shape, axis);
  const [shared, two] = residentContender('wasm, resident, 2 threads', threaded, x, shape, axis);
  const heap = createNormalizer(backend);
  const rows = x.length / shape.at(-1)!;
  const last = axis === -1 && shape.length === 2;
  const contenders: Contender[] = [
    { name: 'Float32Array.set', run: () => y.set(x) },
    one.copy,
    one,
    two,
    { name: 'wasm, JS heap', run: () => heap.normalize(x, { shape, axis, output: y }) },
    { name: 'wasm, JS heap in place', run: () => heap.normalize(scratch, { shape, axis, output: scratch }) },
    { name: 'cpu', run: () => normalize(x, { shape, axis, output: y }) },
    ...(last ? [{ name: 'plain loop', run: () => plainLoop(x, y, rows, shape.at(-1)!) }] : []),
  ];
  const prepared = last ? await Promise.all(peers.map(({ prepare }) => prepare(x, rows, shape.at(-1)!))) : [];
  prepared.forEach((peer, i) => {
    contenders.push({ name: peers[i]!.name, run: () => peer.run() });
  });
  verify(x, normalize(x, { shape, axis }), heap.normalize(x, { shape, axis }) as Float32Array, shape, axis);
  for (const { run, output } of [one, two]) {
    run();
    verify(x, normalize(x, { shape, axis }), output, shape, axis);
  }
  const timings = await interleave(contenders, { rounds: 21, warmUp: 4, leastMilliseconds: 2 });
  report(shape, axis, 8 * x.length, timings);
  for (const peer of prepared) await peer.end();
  resident();
  shared();
}

interface ResidentContender extends Contender {
  readonly copy: Contender;
  readonly output: Float32Array;
}

/** Arrays in the backend's own memory, and what gives them back. */
function residentContender(
  name: string,
  owner: typeof backend,
  x: Float32Array,
  shape: readonly number[],
  axis: number,
): [end: () => void, contender: ResidentContender] {
  const normalizer = createNormalizer(owner);
  const [input, output] = [owner.allocate(x.length), owner.allocate(x.length)];
  input.set(x);
  const end = (): void => {
    owner.release(input);
    owner.release(output);
  };
  const copy = { name: 'set within WebAssembly memory', run: () => output.set(input) };
  return [end, { name, copy, output, run: () => normalizer.normalize(input, { shape, axis, output }) }];
}

function verify(
  x: Float32Array,
  expected: Float32Array,
  got: Float32Array,
  shape: readonly number[],
  axis: number,
): void {
  const bits = (values: Float32Array): Uint32Array =>
    new Uint32Array(values.buffer, values.byteOffset, values.length);
  const [a, b] = [bits(expected), bits(got)];
  const wrong = a.findIndex((word, i) => word !== b[i]);
  if (wrong >= 0) throw new Error(`[${shape}]: element ${wrong} differs from cpu's`);
  if (axis !== -1) return;
  const length = Math.min(shape.at(-1)!, verified);
  const rows = Math.max(1, Math.min(x.length / shape.at(-1)!, Math.floor(verified / length)));
  const part = { shape: [rows, length] };
  const exact = normalizeExactly(x.subarray(0, rows * length), part);
  const own = normalize(x.subarray(0, rows * length), part);
  const off = exact.findIndex((value, i) => !Object.is(value, own[i]));
  if (off >= 0) throw new Error(`[${shape}]: element ${off} is not the correctly rounded one`);
}

function report(shape: readonly number[], axis: number, bytes: number, timings: readonly Timing[]): void {
  const [copy] = timings;
  const along = axis === -1 ? '' : ` along axis ${axis}`;
  console.log(`\n[${shape.join(', ')}]${along}, ${(bytes / 1e6).toFixed(1)} MB read and written`);
  console.table(
    Object.fromEntries(
      timings.map(({ name, median, p95 }) => [
        name,
        {
          'median ms': Number(median.toPrecision(3)),
          'p95 ms': Number(p95.toPrecision(3)),
          'GB/s': Number((bytes / median / 1e6).toPrecision(3)),
          '× set': Number((median / copy!.median).toPrecision(3)),
        },
      ]),
    ),
  );
}
