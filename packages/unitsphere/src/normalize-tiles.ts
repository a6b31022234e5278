import {
  allocate,
  type DType,
  type FloatArray,
  type Normalizer,
  type RuleOptions,
  type Tally,
} from '@unitsphere/core';
import { commandError } from './command-error.ts';
import { itemSizes } from './npy-header.ts';
import { type NpyInput, readValues } from './npy-input.ts';
import type { Outputs } from './outputs.ts';
import type { Progress } from './progress.ts';
import type { Sink } from './sink.ts';
import type { Tile, Tiling } from './tiles.ts';

/** Where the tiles come from and go to; the outputs hold headers of the given lengths already. */
export interface TileWork {
  readonly input: NpyInput;
  readonly tiling: Tiling;
  readonly normalizer: Normalizer;
  readonly rule: RuleOptions;
  readonly outputs: Outputs<Sink>;
  readonly headers: Outputs<number>;
  /** Whether the file's byte order is not this machine's. */
  readonly swapped: boolean;
  readonly progress: Progress;
  readonly signal: AbortSignal | undefined;
}

/** Two buffers, so that one is written while the other is filled, as long as they are no larger than this. */
const doubledBytes = 32 << 20;

/**
 * Reads, normalizes and writes one tile after another, and returns the sum of the tallies.
 * Throws what reading, writing and normalizing throw, and the signal's reason.
 */
export async function normalizeTiles(work: TileWork): Promise<Tally> {
  const { input, tiling, normalizer, rule, progress } = work;
  const { dtype } = input.header;
  const doubled = tiling.largest < tiling.elements && tiling.largest * itemSizes[dtype] <= doubledBytes;
  const buffers = Array.from({ length: doubled ? 2 : 1 }, () => buffer(dtype, tiling.largest));
  const sum = { zero: 0, nonFinite: 0, clamped: 0, settledExactly: 0 };
  let writing = Promise.resolve();
  try {
    for (const tile of tiling.tiles()) {
      work.signal?.throwIfAborted();
      if (!doubled) await writing;
      const values = buffers[0]!.subarray(0, tile.segments * tile.segment);
      buffers.reverse();
      await readTile(work, tile, values);
      const { norms, tally } = await normalizer.normalizeWithNorms(values, {
        ...rule,
        shape: tile.shape,
        axis: tile.axis,
        output: values,
      });
      sum.zero += tally.zero;
      sum.nonFinite += tally.nonFinite;
      sum.clamped += tally.clamped;
      sum.settledExactly += tally.settledExactly;
      await writing;
      writing = writeTile(work, tile, values, norms);
      // A failure is thrown where the write is waited for.
      writing.catch(() => {});
      progress.advance(values.byteLength);
    }
    await writing;
  } finally {
    // Nobody may close an output that is still being written.
    await writing.catch(() => {});
  }
  return sum;
}

function buffer(dtype: DType, length: number): FloatArray {
  try {
    return allocate(dtype, length);
  } catch (cause) {
    const bytes = length * itemSizes[dtype];
    throw commandError('too-large', `${bytes} bytes of memory at once are more than the system gives`, cause);
  }
}

async function readTile({ input, swapped }: TileWork, tile: Tile, values: FloatArray): Promise<void> {
  const bytes = bytesOf(values);
  for (const { from, to, position } of segmentsOf(tile, values.BYTES_PER_ELEMENT)) {
    await readValues(input, bytes.subarray(from, to), position);
  }
  if (swapped && values.BYTES_PER_ELEMENT === 4) bytes.swap32();
  else if (swapped) bytes.swap64();
}

async function writeTile(
  { outputs, headers }: TileWork,
  tile: Tile,
  values: FloatArray,
  norms: Float64Array,
): Promise<void> {
  const bytes = bytesOf(values);
  for (const { from, to, position } of segmentsOf(tile, values.BYTES_PER_ELEMENT)) {
    await outputs.values.write(bytes.subarray(from, to), headers.values + position);
  }
  if (outputs.norms !== undefined && headers.norms !== undefined) {
    await outputs.norms.write(bytesOf(norms), headers.norms + tile.firstSlice * norms.BYTES_PER_ELEMENT);
  }
}

/** The byte ranges of a tile's segments, in the buffer and from the start of the values in the file. */
function segmentsOf(tile: Tile, itemSize: number): { from: number; to: number; position: number }[] {
  return Array.from({ length: tile.segments }, (_, i) => ({
    from: i * tile.segment * itemSize,
    to: (i + 1) * tile.segment * itemSize,
    position: (tile.start + i * tile.step) * itemSize,
  }));
}

function bytesOf(values: FloatArray): Buffer {
  return Buffer.from(values.buffer, values.byteOffset, values.byteLength);
}
