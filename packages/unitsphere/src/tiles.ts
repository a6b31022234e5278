import type { Axis, Layout, Shape } from '@unitsphere/core';

/** A part of an array that holds whole slices, and where it lies. Positions and sizes in elements. */
export interface Tile {
  /** The array to normalize once the segments are read one after another. */
  readonly shape: Shape;
  readonly axis: Axis;
  /** `segments` runs of `segment` elements, the first at `start`, `step` apart. */
  readonly start: number;
  readonly segments: number;
  readonly segment: number;
  readonly step: number;
  /** Its first norm, and how many it has; they adjoin. */
  readonly firstSlice: number;
  readonly slices: number;
}

/** How an array goes through memory. */
export interface Tiling {
  /** The elements of the largest tile. */
  readonly largest: number;
  /** What the largest tile needs at once, in bytes: its elements, copies of them, and its norms. */
  readonly bytes: number;
  /** The elements and the slices of the whole array. */
  readonly elements: number;
  readonly slices: number;
  tiles(): Iterable<Tile>;
}

/** Large enough that reading and writing run at full speed. */
const chunkBytes = 8 << 20;

/** A tile may grow to this before columns are read on their own. */
const tallTileBytes = 32 << 20;

/** Columns narrower than this cost more to seek than to hold. */
const narrowestSegmentBytes = 8 << 10;

/**
 * Cuts an array (row-major) into tiles: blocks of whole slices in file order; where one block is large and the
 * file is `seekable`, columns of it; and the whole array where the normalized axes do not adjoin.
 */
export function tile(
  shape: Shape,
  axes: readonly number[],
  layout: Layout,
  { itemSize, seekable }: { readonly itemSize: number; readonly seekable: boolean },
): Tiling {
  const { outer, length, inner, permutation } = layout;
  const block = length * inner;
  const whole = { elements: outer * block, slices: outer * inner };
  const needs = (elements: number, slices: number, copies = 1): number =>
    elements * itemSize * copies + slices * 8;

  if (permutation !== undefined || whole.elements === 0) {
    const all = { shape, axis: axes, start: 0, segments: 1, segment: whole.elements, step: 0 };
    // Moving the axes takes a copy, and its result another.
    const bytes = needs(whole.elements, whole.slices, permutation === undefined ? 1 : 3);
    const tiles = (): Tile[] => [{ ...all, firstSlice: 0, slices: whole.slices }];
    return { ...whole, largest: whole.elements, bytes, tiles };
  }

  const columns = Math.floor(tallTileBytes / (length * itemSize));
  if (seekable && columns < inner && columns * itemSize >= narrowestSegmentBytes) {
    return {
      ...whole,
      largest: length * columns,
      bytes: needs(length * columns, columns),
      tiles: () => columnTiles(layout, columns),
    };
  }
  const blocks = Math.min(outer, Math.max(1, Math.floor(chunkBytes / (block * itemSize))));
  return {
    ...whole,
    largest: blocks * block,
    bytes: needs(blocks * block, blocks * inner),
    tiles: () => blockTiles(layout, blocks),
  };
}

function* blockTiles({ outer, length, inner }: Layout, blocks: number): Iterable<Tile> {
  for (let o = 0; o < outer; o += blocks) {
    const count = Math.min(blocks, outer - o);
    const segment = count * length * inner;
    yield {
      shape: [count, length, inner],
      axis: 1,
      start: o * length * inner,
      segments: 1,
      segment,
      step: 0,
      firstSlice: o * inner,
      slices: count * inner,
    };
  }
}

function* columnTiles({ outer, length, inner }: Layout, columns: number): Iterable<Tile> {
  for (let o = 0; o < outer; o++) {
    for (let i = 0; i < inner; i += columns) {
      const segment = Math.min(columns, inner - i);
      yield {
        shape: [length, segment],
        axis: 0,
        start: o * length * inner + i,
        segments: length,
        segment,
        step: inner,
        firstSlice: o * inner + i,
        slices: segment,
      };
    }
  }
}
