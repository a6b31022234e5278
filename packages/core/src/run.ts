import { type Arguments, checkOutput, type Input } from './arguments.ts';
import type { Backend } from './backend.ts';
import { UnitsphereError } from './error.ts';
import type { FloatArray } from './float-array.ts';
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
    if (isTensor(values)) return tensorBuffer(values, layout);
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

/** As `run`, for a kernel whose first result has the layout of `inputs`: it goes to `output`, and comes back in kind. */
export function runInto<T>(
  backend: Backend,
  args: Arguments,
  inputs: readonly Input[],
  output: FloatArray | undefined,
  kernel: (direct: FloatArray | undefined, ...buffers: unknown[]) => readonly unknown[],
  finish: (result: unknown, ...others: FloatArray[]) => T,
): T | Promise<T> {
  const { layout, shape, like } = args;
  const { residency, inPlace } = backend.capabilities;
  // The kernel itself can write there, unless that is an input and the backend does not work in place.
  let isDirect = residency === 'host' && !layout.permutation;
  for (const { input, memory } of output === undefined ? [] : inputs) {
    checkOutput(output!, input as FloatArray, memory);
    if (input.buffer === output!.buffer && !inPlace) isDirect = false;
  }
  return run(
    backend,
    args,
    inputs.map(({ input }) => input),
    (...buffers) => kernel(isDirect ? output : undefined, ...buffers),
    (result, ...others) => {
      if (layout.permutation)
        return finish(like(unpermute(result!, shape, layout.permutation, output)), ...others);
      if (output && output !== result) copyBlocks(layout, result!, output);
      return finish(like(output ?? result!), ...others);
    },
  );
}

/** A tensor's buffer for a kernel. Throws `unsupported` where its axes would have to move first. */
export function tensorBuffer({ buffer }: Tensor, { permutation }: Layout): unknown {
  if (!permutation) return buffer;
  throw new UnitsphereError(
    'unsupported',
    'the axes of a tensor are not moved: name axes that adjoin, or pass the values',
  );
}

/** Copies what the blocks hold; what lies between them stays as it is. */
function copyBlocks({ outer, length, inner, stride }: Layout, from: FloatArray, to: FloatArray): void {
  const block = length * inner;
  if (block === stride) to.set(from);
  else for (let o = 0; o < outer; o++) to.set(from.subarray(o * stride, o * stride + block), o * stride);
}
