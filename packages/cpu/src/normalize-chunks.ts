import {
  allocate,
  type DType,
  dtypeOf,
  type FloatArray,
  type RuleOptions,
  requireOptions,
  resolveRule,
  UnitsphereError,
} from '@unitsphere/core';
import { normalize } from './normalize.ts';

/** Options of a stream: slices of `length` elements, one after another. */
export interface ChunkOptions extends RuleOptions {
  readonly length: number;
}

/**
 * Slices in, slices out: takes chunks of any sizes, whose slices may straddle them, and yields arrays of whole
 * normalized slices as soon as these are complete. The chunks are left as they are. Throws the errors of `resolveRule`, `unknown-option`,
 * `invalid-shape` for a length below 1, `invalid-values` where the dtype changes, `incomplete-slice` where the last slice is cut off.
 */
export async function* normalizeChunks<T extends FloatArray>(
  chunks: AsyncIterable<T> | Iterable<T>,
  options: ChunkOptions,
): AsyncGenerator<T, void, undefined> {
  const { length, ...rule } = checkedOptions(options);
  let dtype: DType | undefined;
  let carried: FloatArray | undefined;
  let count = 0;
  for await (const chunk of chunks) {
    dtype ??= dtypeOf(chunk);
    if (dtypeOf(chunk) !== dtype) {
      throw new UnitsphereError('invalid-values', `a chunk of ${dtypeOf(chunk)} follows chunks of ${dtype}`);
    }
    carried ??= allocate(dtype, length);
    const whole = Math.floor((count + chunk.length) / length) * length;
    const rest = count + chunk.length - whole;
    if (whole === 0) {
      carried.set(chunk, count);
      count = rest;
      continue;
    }
    const slices = allocate(dtype, whole);
    slices.set(carried.subarray(0, count));
    slices.set(chunk.subarray(0, whole - count), count);
    carried.set(chunk.subarray(chunk.length - rest));
    count = rest;
    yield normalize(slices, { ...rule, shape: [whole / length, length], output: slices }) as T;
  }
  if (count > 0) {
    throw new UnitsphereError(
      'incomplete-slice',
      `the stream ends ${count} elements into a slice of ${length}`,
    );
  }
}

/** Everything that is wrong with the options is found before the first chunk is asked for. */
function checkedOptions(options: ChunkOptions): ChunkOptions {
  const { length, p, rule, epsilon, like, ...unknown } = requireOptions(options);
  const [name] = Object.keys(unknown);
  if (name !== undefined) {
    throw new UnitsphereError(
      'unknown-option',
      `unknown option ${name}; expected one of length, p, rule, epsilon, like`,
    );
  }
  if (!Number.isSafeInteger(length) || length < 1) {
    throw new UnitsphereError(
      'invalid-shape',
      `a stream's slices need an integer length ≥ 1, got ${String(length)}`,
    );
  }
  const checked = { p, rule, epsilon, like };
  resolveRule(checked, 'float64'); // which errors there are does not depend on the dtype
  return { length, ...checked };
}
