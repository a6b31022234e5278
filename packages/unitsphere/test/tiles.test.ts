import { resolveLayout } from '@unitsphere/core';
import { expect, test } from 'vitest';
import { type Tile, tile } from '../src/tiles.ts';

const seekable = { itemSize: 4, seekable: true };
const stream = { itemSize: 4, seekable: false };

function tilesOf(shape: number[], axes: number[], file = seekable): { largest: number; tiles: Tile[] } {
  const tiling = tile(shape, axes, resolveLayout(shape, axes), file);
  return { largest: tiling.largest, tiles: [...tiling.tiles()] };
}

test.each([
  ['rows', [100_000, 100], [1], seekable],
  ['rows of a stream', [100_000, 100], [1], stream],
  ['inner axes in blocks', [50, 100, 1000], [1], seekable],
  ['a large block of a stream', [2, 100, 100_000], [1], stream],
  ['columns', [100, 100_001], [0], seekable],
  ['columns of several blocks', [2, 100, 100_000], [1], seekable],
  ['all axes', [3, 4], [0, 1], seekable],
  ['axes that do not adjoin', [3, 4, 5], [0, 2], seekable],
  ['no slices', [0, 5], [1], seekable],
  ['empty slices', [5, 0], [1], seekable],
])('%s: every element and every norm stands in just one tile, in its order', (_, shape, axes, file) => {
  const { largest, tiles } = tilesOf(shape, axes, file);
  const layout = resolveLayout(shape, axes);
  const size = layout.outer * layout.length * layout.inner;
  const seen = new Uint8Array(size);
  let slices = 0;
  for (const part of tiles) {
    for (let i = 0; i < part.segments; i++) {
      const start = part.start + i * part.step;
      const segment = seen.subarray(start, start + part.segment);
      expect(segment.includes(1)).toBe(false);
      segment.fill(1);
    }
    expect(part.firstSlice).toBe(slices);
    slices += part.slices;
    expect(part.segments * part.segment).toBeLessThanOrEqual(largest);
    expect(part.shape.reduce((product, n) => product * n, 1)).toBe(part.segments * part.segment);
  }
  expect(seen.includes(0)).toBe(false);
  expect(slices).toBe(layout.outer * layout.inner);
});

test('tiles of ordinary rows stay at or below 8 MiB', () => {
  expect(tilesOf([1_000_000, 100], [1]).largest * 4).toBeLessThanOrEqual(8 << 20);
});

test('columns that are wide enough are read apart, so that a large first axis needs 32 MiB at most', () => {
  const { largest, tiles } = tilesOf([1000, 1_000_000], [0]);
  expect(largest * 4).toBeLessThanOrEqual(32 << 20);
  expect(tiles[0]!.segment * 4).toBeGreaterThanOrEqual(8 << 10);
});

test('a block whose columns are too narrow to seek, or on a stream, needs all its memory, and says so', () => {
  const narrow = tile([1_000_000, 100], [0], resolveLayout([1_000_000, 100], [0]), seekable);
  expect(narrow.bytes).toBe(400_000_000 + 800);
  const streamed = tile([1000, 100_000], [0], resolveLayout([1000, 100_000], [0]), stream);
  expect(streamed.bytes).toBe(400_000_000 + 800_000);
});

test('moving axes counts the copies', () => {
  expect(tile([10, 20, 30], [0, 2], resolveLayout([10, 20, 30], [0, 2]), seekable).bytes).toBe(72_000 + 160);
});
