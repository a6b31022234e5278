import type { Shape } from './measurement.ts';

export const shapes: readonly Shape[] = [
  [1000, 768],
  [10_000, 128],
];
