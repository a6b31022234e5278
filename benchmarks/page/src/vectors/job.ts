import type { Axis, DType, RuleOptions, Shape, Tally } from '@unitsphere/core';
import type { BackendReport } from '../../../../packages/unitsphere/src/list-backends.ts';
import type { NormSummary } from './norm-summary.ts';
import type { Reading } from './opened.ts';
import type { Preview } from './preview.ts';

/** What the visitor chose. */
export interface Settings {
  /** By its name. */
  readonly backend: string;
  /** Of the shape as the file has it; the last where absent. */
  readonly axis?: Axis;
  readonly rule: RuleOptions;
  readonly reading: Reading;
}

/** What the page asks of a worker, which is there for this alone. */
export type Job =
  | { readonly kind: 'backends' }
  | { readonly kind: 'normalize'; readonly file: File; readonly settings: Settings };

/** What the worker says meanwhile and in the end. */
export type News =
  | { readonly kind: 'progress'; readonly now: string; readonly share?: number }
  | { readonly kind: 'backends'; readonly reports: readonly BackendReport[] }
  | { readonly kind: 'outcome'; readonly outcome: Outcome }
  | { readonly kind: 'failed'; readonly code: string; readonly message: string };

/** What came of a file. */
export interface Outcome {
  /** The file's. */
  readonly name: string;
  readonly shape: Shape;
  readonly dtype: DType;
  readonly backend: string;
  readonly notes: readonly string[];
  readonly tally: Tally;
  /** The norms of the slices in the file and in the result. */
  readonly norms: { readonly before: NormSummary; readonly after: NormSummary };
  readonly preview: { readonly before: Preview; readonly after: Preview };
  /** The result as a file of the same kind. */
  readonly result: Blob;
}
