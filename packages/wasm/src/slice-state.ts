import type { Space } from './space.ts';
import { workspace } from './workspace.ts';

/** Where assembly/slice-state.ts has what is known of a slice, in bytes. */
const [bytes, phaseAt, normAt] = [128, 24, 72] as const;
const unsure = 2;

/** Before the first part of `count` slices. */
export function clearStates({ float64 }: Space, count: number): void {
  float64.fill(0, workspace.states / 8, (workspace.states + count * bytes) / 8);
}

/** N of slice `c`, NaN where it is not finite. */
export function normOf({ float64 }: Space, c: number): number {
  return float64[(workspace.states + c * bytes + normAt) / 8]!;
}

/** Those of `count` slices that kernels leave alone: not finite, or too close to ε to tell. */
export function unsureSlices({ uint32 }: Space, count: number): readonly number[] {
  const slices: number[] = [];
  for (let c = 0; c < count; c++) {
    if (uint32[(workspace.states + c * bytes + phaseAt) / 4] === unsure) slices.push(c);
  }
  return slices;
}
