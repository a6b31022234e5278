import type { DType, FloatArray, Shape } from '@unitsphere/core';

/** How the text of a file is read. */
export interface Reading {
  /** Of numbers that the file does not give one: text, integers. */
  readonly dtype: DType;
  /** Between the cells of a CSV; guessed where empty. */
  readonly delimiter: string;
  /** What a CSV's first row is; `guess`: headings, if a column of numbers starts with something else. */
  readonly firstRow: 'guess' | 'headings' | 'numbers';
  /** Columns of a CSV that are no part of the vectors: headings, or numbers from 1. */
  readonly keep: readonly string[];
}

/** The vectors of a file, and how the like of it is written. */
export interface Opened {
  readonly values: FloatArray;
  readonly shape: Shape;
  /** Whether the first axis is the one that varies fastest in `values`, not the last. */
  readonly fortranOrder: boolean;
  /** What was decided or lost in reading, in words. */
  readonly notes: readonly string[];
  readonly columnNames?: readonly string[];
  /** Of the first rows. */
  readonly rowNames?: readonly string[];
  /** The file with `values`, of the same dtype and shape, in the place of its own. */
  write(values: FloatArray, report: Report): Blob;
}

/** Hears what is done now, and how much of it is done: 0 to 1, undefined where nobody knows. */
export type Report = (now: string, share?: number) => void;

/** How many rows of a file are shown. */
export const previewRows = 5;
