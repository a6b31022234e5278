import { type Problem, UnitsphereError } from '@unitsphere/core';

/** Limits of a device, in bytes. */
export interface BindingLimits {
  readonly maxStorageBufferBindingSize: number;
  /** A power of two, at most 256. */
  readonly minStorageBufferOffsetAlignment: number;
}

/** A part of a buffer, in bytes. */
export interface Range {
  readonly offset: number;
  readonly size: number;
}

/** Outer blocks of a problem that are bound together. */
export interface Window {
  readonly outer: number;
  /** Of the values. */
  readonly values: Range;
  /** Elements in `values` before the window's first one. */
  readonly base: number;
  /** Of the norms, `normBytes` a slice. */
  readonly norms: Range;
  /** Slices in `norms` before the window's first one. */
  readonly firstNorm: number;
}

const elementBytes = 4;
export const normBytes = 16;

/** As many blocks begin on a multiple of 256 bytes, whatever their stride, and so do their norms. */
const alignedBlocks = 64;

/**
 * Splits a problem that has elements into windows that can be bound. They begin where the device can begin a binding,
 * which may be earlier than their first element. `measured` tells whether norms are bound too. Throws `unsupported`
 * where not even one block can be.
 */
export function windowsOf(problem: Problem, limits: BindingLimits, measured: boolean): readonly Window[] {
  const { outer, length, inner, stride } = problem;
  const { maxStorageBufferBindingSize: most, minStorageBufferOffsetAlignment: alignment } = limits;
  const valuesOf = (blocks: number): number => ((blocks - 1) * stride + length * inner) * elementBytes;
  const normsOf = (blocks: number): number => (measured ? blocks * inner * normBytes : 0);

  const windowAt = (first: number, blocks: number): Window => {
    const [at, slice] = [first * stride, first * inner];
    const base = at % (alignment / elementBytes);
    const firstNorm = slice % Math.max(1, alignment / normBytes);
    return {
      outer: blocks,
      values: { offset: (at - base) * elementBytes, size: valuesOf(blocks) + base * elementBytes },
      base,
      norms: { offset: (slice - firstNorm) * normBytes, size: (blocks * inner + firstNorm) * normBytes },
      firstNorm,
    };
  };

  if (Math.max(valuesOf(outer), normsOf(outer)) <= most) return [windowAt(0, outer)];
  // What may come before a window's own bytes.
  const before = (step: number): number => alignment - Math.min(alignment, step & -step);
  const [beforeValues, beforeNorms] = [before(stride * elementBytes), before(inner * normBytes)];
  const byValues = Math.floor(((most - beforeValues) / elementBytes - length * inner) / stride) + 1;
  const byNorms = measured ? Math.floor((most - beforeNorms) / (inner * normBytes)) : Infinity;
  const blocks = Math.min(byValues, byNorms);
  if (blocks < 1) throw tooLarge(Math.max(valuesOf(1) + beforeValues, normsOf(1) + beforeNorms), most);
  const step = blocks < alignedBlocks ? blocks : blocks - (blocks % alignedBlocks);
  return Array.from({ length: Math.ceil(outer / step) }, (_, i) =>
    windowAt(i * step, Math.min(step, outer - i * step)),
  );
}

function tooLarge(bytes: number, most: number): UnitsphereError {
  return new UnitsphereError(
    'unsupported',
    `slices side by side, or one, take ${bytes} bytes; this device binds at most ${most}`,
  );
}
