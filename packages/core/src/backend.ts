/// <reference lib="esnext.disposable" preserve="true" />
import type { Denominator } from './denominator.ts';
import type { DType, FloatArray } from './float-array.ts';

/** Whether reading a result waits: `sync` returns values, `async` a promise of them. */
export type Reading = 'sync' | 'async';

/** A `T`, or a promise of one where reading waits. */
export type Read<R extends Reading, T> = R extends 'sync' ? T : Promise<T>;

/** The largest error a backend promises, in units in the last place. */
export interface Bound {
  readonly maxUlp: number;
}

/** What a backend promises of a rounding: the correct one, or a bound. */
export type Rounding = 'exact' | Bound;

/** What a backend can do: plain data, and the only reason for which a conformance case is skipped. */
export interface Capabilities<R extends Reading = Reading> {
  readonly reading: R;
  /** `host`: buffers are JavaScript typed arrays and uploading copies nothing. `device`: it copies. */
  readonly residency: 'host' | 'device';
  /** By supported dtype: the promise for p = 1, 2, ∞, and for other p where those are supported. */
  readonly precision: Readonly<
    Partial<Record<DType, { readonly rounding: Rounding; readonly otherOrders?: Rounding }>>
  >;
  /** Whether the output buffer can be the input buffer. */
  readonly inPlace: boolean;
  /** Whether rows can have gaps between them (`Problem.stride`). */
  readonly strided: boolean;
  /** False where there are neither norms nor a tally. Else of the norms, in ULP of float64, whatever the input's dtype. */
  readonly norms: false | Bound;
  /**
   * False where there is none. Else its error beyond half a ULP of the result itself: in float32 ULP of max|dy|/D over
   * the slice, for either dtype; in float64 that unit goes on below the subnormals of float32.
   */
  readonly gradient: false | Bound;
  /** Elements of the largest problem. */
  readonly maxElements: number;
  /** Which of its implementations a backend chose for this platform, in a word, where it has several. */
  readonly variant?: string;
}

/**
 * One row-major problem, checked: `outer × length × inner`, each slice along `length` divided by its denominator.
 * Element (o, k, i) stands at `o · stride + k · inner + i`; what lies between the blocks is left as it is.
 */
export interface Problem {
  readonly dtype: DType;
  readonly outer: number;
  readonly length: number;
  readonly inner: number;
  readonly stride: number;
  readonly p: number;
  readonly denominator: Denominator;
}

/**
 * What an implementor writes. Calls are trusted to be right and run in call order; only `read` waits, and reports
 * what failed since. Buffers are the backend's native objects. A backend frees only what it made.
 */
// biome-ignore lint/suspicious/noExplicitAny: the buffer is opaque to core, and each backend names its own.
export interface Backend<Buffer = any, R extends Reading = Reading> {
  readonly name: string;
  readonly capabilities: Capabilities<R>;
  /** A buffer of the values: a copy, or with `residency: 'host'` the array itself. */
  upload(values: FloatArray): Buffer;
  /** Into `output` where given (it can be `input` if `inPlace`), else into a fresh buffer of the input's size. */
  normalize(input: Buffer, problem: Problem, output?: Buffer): Buffer;
  /** As `normalize`, with the norms and the tally of the slices in the same pass. */
  normalizeWithNorms(input: Buffer, problem: Problem, output?: Buffer): Measured<Buffer>;
  /** N of each slice, float64, `outer × inner`. */
  norms(input: Buffer, problem: Problem): Buffer;
  /** The vector-Jacobian product of `upstream` (same layout as `input`). */
  gradient(input: Buffer, upstream: Buffer, problem: Problem, output?: Buffer): Buffer;
  /** The values of a buffer, once the work on it is done. Throws, or rejects with, what failed on the way to them. */
  read(buffer: Buffer): Read<R, FloatArray>;
  /** Gives a buffer back that the backend made; work that is queued is not disturbed. */
  free(buffer: Buffer): void;
  /** Ends the backend; a second call does nothing. */
  [Symbol.dispose](): void;
}

/** What one pass gives: buffers of the backend. */
export interface Measured<Buffer> {
  readonly output: Buffer;
  readonly norms: Buffer;
  /** Four float64 counts, in the order of `tallyFields`. */
  readonly tally: Buffer;
}

/** Slices that are all zero, that hold NaN or ±∞, that epsilon clamped; elements settled by exact arithmetic. */
export const tallyFields = ['zero', 'nonFinite', 'clamped', 'settledExactly'] as const;

/** How many slices, or elements, each of `tallyFields` counts. */
export type Tally = Readonly<Record<(typeof tallyFields)[number], number>>;
