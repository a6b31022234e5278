/** A vector as its file has it: what one test of another project gives and expects, and where that stands. */
export interface VectorEntry {
  readonly id: string;
  readonly kind?: string;
  readonly op?: string;
  readonly dtype?: string;
  readonly dtypes?: readonly string[];
  readonly input?: readonly (number | string)[];
  readonly shape?: readonly number[];
  readonly axis?: number | readonly number[] | null;
  readonly p?: number | string;
  readonly eps?: number | null;
  readonly expected?: readonly (number | string)[];
  readonly expected_norms?: readonly number[];
  readonly tolerance?: {
    readonly rtol?: number;
    readonly atol?: number;
    readonly decimal?: number;
    readonly exact?: boolean;
    readonly [note: string]: unknown;
  };
  readonly [note: string]: unknown;
}

/** A file of vectors: the JSON as it was transcribed, which is valid TypeScript. */
export interface VectorFile {
  readonly schema: string;
  readonly meta: { readonly [note: string]: unknown };
  readonly vectors: readonly VectorEntry[];
}
