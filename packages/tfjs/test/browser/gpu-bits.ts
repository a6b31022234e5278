import * as tf from '@tensorflow/tfjs';
import { createNormalizer, type RuleOptions } from '@unitsphere/core';
import { cpu } from '@unitsphere/cpu';
import { type L2NormalizeOptions, l2Normalize } from '@unitsphere/tfjs';
import { drawBits, drawValues, families } from '../../../webgpu/test/drawn-values.ts';
import { arrivals } from './arrivals.ts';
import { type Gpu, started } from './started.ts';

const { normalize } = createNormalizer(cpu());

const rules: readonly RuleOptions[] = [{}, { p: 1 }, { p: Infinity }, { like: 'tfjs-layers' }];

/**
 * Random problems, by bits against @unitsphere/cpu on the values that tfjs says a tensor holds. `kept` is where tfjs kept the
 * tensors.
 */
export async function mismatches(backend: Gpu, seed: number, problems: number) {
  await started(backend);
  const draw = drawBits(seed);
  const pick = <T>(of: readonly T[]): T => of[draw() % of.length]!;
  const wrong: string[] = [];
  const kept = new Set<string>();
  let [compared, altered] = [0, 0];
  for (let i = 0; i < problems; i++) {
    const rank = draw() % 5;
    const shape = Array.from({ length: rank }, () => 1 + (draw() % (rank < 3 ? 40 : 7)));
    const axes = [null, draw() % rank, -1 - (draw() % rank), [...new Set([draw() % rank, draw() % rank])]];
    const axis = rank === 0 ? undefined : pick([undefined, ...axes]);
    const [family, arrival] = [pick(Object.keys(families)), pick(Object.keys(arrivals))];
    const drawn = drawValues(
      shape.reduce((a, b) => a * b, 1),
      families[family as keyof typeof families],
      draw,
    );
    // Else tfjs does what is small on the CPU.
    for (const flag of ['WEBGL_CPU_FORWARD', 'WEBGPU_CPU_FORWARD']) tf.env().set(flag, draw() % 4 === 0);
    const x = tf.tidy(() => arrivals[arrival as keyof typeof arrivals](drawn, shape));
    kept.add(whereabouts(x));
    const options = { axis, ...pick(rules) };
    const y = l2Normalize(x, options);
    const given = (await x.data()) as Float32Array;
    const expected = normalize(given.slice(), { shape, ...options });
    const count = differing((await y.data()) as Float32Array, expected);
    if (count > 0)
      wrong.push(`${count} of [${shape}] ${JSON.stringify(options)}, ${family} values ${arrival}`);
    if (differing(given, drawn) > 0) altered++;
    compared += given.length;
    tf.dispose([x, y]);
  }
  return { compared, wrong, altered, kept: [...kept].sort() };
}

/** Integers of int32 and bool, also where tfjs calls them float32 already, on the CPU and on the GPU: elements that differ. */
export async function integers(backend: Gpu) {
  await started(backend);
  const flag = `${backend.toUpperCase()}_CPU_FORWARD`;
  // Makes tfjs count what a kernel leaves.
  tf.env().set('IS_TEST', true);
  const given: Record<string, () => tf.Tensor> = {
    int32: () => tf.tensor2d([3, -4, 0, 7], [2, 2], 'int32'),
    bool: () => tf.tensor2d([1, 0, 1, 1], [2, 2], 'bool'),
    'int32 reversed': () => tf.reverse(tf.tensor2d([-4, 3, 7, 0], [2, 2], 'int32'), 1),
    'beyond 2^24': () => tf.reverse(tf.tensor1d([16777219, 16777217, 0, -16777221], 'int32')),
  };
  const found: Record<string, number> = {};
  for (const [name, make] of Object.entries(given))
    for (const isForwarded of [true, false])
      for (const isCast of [true, false]) {
        tf.env().set(flag, isForwarded);
        const x = tf.reshape(isCast ? tf.cast(make(), 'float32') : make(), [2, 2]);
        const y = (await l2Normalize(x).data()) as Float32Array;
        const expected = normalize(Float32Array.from(await make().data()), { shape: [2, 2] });
        found[`${name}, ${isForwarded}, ${isCast}`] = differing(y, expected);
      }
  return found;
}

/** The same of axes that have to be moved: the result, a gradient and a second derivative, against those of floats. */
export async function integersMoved(backend: Gpu) {
  await started(backend);
  tf.env().set(`${backend.toUpperCase()}_CPU_FORWARD`, false);
  const values = Int32Array.from({ length: 210 }, (_, i) => (i % 17) - 5);
  const whole = tf.tensor3d(values, [5, 6, 7], 'int32');
  const weights = tf.tensor3d(
    Float32Array.from(values, (each) => each / 8),
    [5, 6, 7],
  );
  const apart = { axis: [0, 2] } as const;
  const first = (x: tf.Tensor, options: L2NormalizeOptions): tf.Tensor =>
    tf.grad((each) => tf.sum(tf.mul(l2Normalize(each, options), weights)))(x);
  const ways: Record<string, (x: tf.Tensor) => tf.Tensor> = {
    'axes apart': (x) => l2Normalize(x, apart),
    'p = 3 along an inner axis': (x) => l2Normalize(x, { axis: 1, p: 3 }),
    'first derivative': (x) => first(x, apart),
    'second derivative': (x) => tf.grad((each) => tf.sum(tf.square(first(each, { axis: 1 }))))(x),
  };
  const found: Record<string, number> = {};
  for (const [name, way] of Object.entries(ways)) {
    const [got, expected] = await Promise.all(
      [tf.cast(whole, 'float32'), tf.tensor3d(Float32Array.from(values), [5, 6, 7])].map((x) =>
        way(x).data(),
      ),
    );
    found[name] = differing(got as Float32Array, expected as Float32Array);
  }
  return found;
}

/** A slice of a tensor whose values tfjs has read, and keeps on the CPU too: it says that all of them are the slice's. */
export async function sliceOfRead(backend: Gpu) {
  await started(backend);
  tf.env().set(`${backend.toUpperCase()}_CPU_FORWARD`, false);
  const whole = tf.tensor1d([9, 3, 4, -5, 12]);
  // Brings it to the GPU in a layout that slices share.
  tf.slice1d(whole, 0, 1);
  await whole.data();
  const [first, second] = [tf.slice1d(whole, 1, 2), tf.slice1d(whole, 3, 2)];
  return [...(await l2Normalize(first).data()), ...(await l2Normalize(second).data())];
}

/** A large problem, which came to the GPU by an operation. */
export async function large(backend: Gpu, rows: number, columns: number) {
  await started(backend);
  const drawn = drawValues(rows * columns, families['every exponent'], drawBits(7));
  const x = tf.reverse(tf.tensor2d(drawn, [rows, columns]), 0);
  const y = (await l2Normalize(x).data()) as Float32Array;
  return differing(y, normalize((await x.data()) as Float32Array, { shape: [rows, columns] }));
}

function differing(one: Float32Array, other: Float32Array): number {
  if (one.length !== other.length) return Infinity;
  const [a, b] = [one, other].map((each) => new Uint32Array(each.buffer, each.byteOffset, each.length));
  return a!.reduce((count, bits, i) => count + (bits === b![i] ? 0 : 1), 0);
}

interface Inside {
  readonly texData?: { get(dataId: object): { texture?: object; isPacked?: boolean; slice?: object } };
  readonly tensorMap?: { get(dataId: object): { resource?: object } };
}

function whereabouts({ dataId }: tf.Tensor): string {
  const { texData, tensorMap } = tf.backend() as Inside;
  if (tensorMap) return tensorMap.get(dataId).resource ? 'buffer' : 'CPU';
  const { texture, isPacked, slice } = texData!.get(dataId);
  if (!texture) return 'CPU';
  return slice ? 'part of a texture' : isPacked ? 'packed texture' : 'texture';
}
