import type { Arguments } from './arguments.ts';
import type { Backend } from './backend.ts';
import { UnitsphereError } from './error.ts';
import { allocate, dtypeOf, type FloatArray } from './float-array.ts';
import type { Layout } from './layout.ts';
import { permute, unpermute } from './permute.ts';
import { isTensor, type Tensor } from './tensor.ts';

/**
 * Brings `inputs` to the backend, runs `kernel` on the buffers, reads every buffer it returns, and hands the
 * arrays to `finish`. Buffers made on the way are freed, come what may; a promise only where reading is one.
 */
export function run<T>(
  backend: Backend,
  { layout, shape }: Arguments,
  inputs: readonly (FloatArray | Tensor)[],
  kernel: (...buffers: unknown[]) => readonly unknown[],
  finish: (...results: FloatArray[]) => T,
): T | Promise<T> {
  const made: unknown[] = [];
  const free = (): void => {
    for (const buffer of made.splice(0)) backend.free(buffer);
  };
  const upload = (values: FloatArray | Tensor): unknown => {
    if (isTensor(values)) return tensorBuffer(values, layout.permutation);
    const buffer = backend.upload(layout.permutation ? permute(values, shape, layout.permutation) : values);
    made.push(buffer);
    return buffer;
  };
  let pending = false;
  try {
    const results = kernel(...inputs.map(upload));
    made.push(...results);
    const reads: unknown[] = results.map((buffer) => backend.read(buffer));
    pending = reads.some((read) => read instanceof Promise);
    if (!pending) return finish(...(reads as FloatArray[]));
    return Promise.all(reads)
      .then((arrays) => finish(...(arrays as FloatArray[])))
      .finally(free);
  } finally {
    if (!pending) free();
  }
}

/** A tensor's buffer for a kernel. Throws `unsupported` where its axes would have to move first. */
export function tensorBuffer(tensor: Tensor, permutation: readonly number[] | undefined): unknown {
  if (permutation === undefined) return tensor.buffer;
  throw new UnitsphereError(
    'unsupported',
    'the axes of a tensor are not moved: name axes that adjoin, or pass the values',
  );
}

/**
 * Where the kernel itself can write the result: the caller's array, on a backend whose buffers are arrays, unless
 * that is one of `inputs` and the backend does not work in place.
 */
export function directOutput(
  { capabilities }: Backend,
  { layout }: Arguments,
  inputs: readonly (FloatArray | Tensor)[],
  output: FloatArray | undefined,
): FloatArray | undefined {
  if (capabilities.residency !== 'host' || layout.permutation !== undefined) return undefined;
  const inPlace = inputs.some((input) => input.buffer === output?.buffer);
  return inPlace && !capabilities.inPlace ? undefined : output;
}

/** A kernel's result in the caller's layout and, where one was given, in the caller's array. */
export function place(
  { layout, shape }: Arguments,
  result: FloatArray,
  output: FloatArray | undefined,
): FloatArray {
  if (layout.permutation !== undefined) {
    const target = output ?? allocate(dtypeOf(result), result.length);
    unpermute(result, shape, layout.permutation, target);
    return target;
  }
  if (output === undefined) return result;
  if (output !== result) copyBlocks(layout, result, output);
  return output;
}

/** Copies what the blocks hold; what lies between them stays as it is. */
function copyBlocks({ outer, length, inner, stride }: Layout, from: FloatArray, to: FloatArray): void {
  const block = length * inner;
  if (block === stride) to.set(from);
  else for (let o = 0; o < outer; o++) to.set(from.subarray(o * stride, o * stride + block), o * stride);
}
