import type { FloatArray } from './float-array.ts';
import type { Shape } from './shape.ts';

/** The values of an array of any kind row-major, its shape, and what makes another of its kind of a result. */
export interface Adopted {
  readonly input: FloatArray;
  /** Where the values lie, if `input` is a copy of them. */
  readonly memory?: FloatArray | undefined;
  readonly shape: Shape;
  /** Another of its kind that holds `result`. */
  like(result: FloatArray): unknown;
}

/** How a normalizer comes to take more than float arrays and nested arrays; undefined for what it does not know. */
export type Adopt<Other = unknown> = (values: Other) => Adopted | undefined;
