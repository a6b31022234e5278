/** Rows are normalized. */
export const shapes: readonly (readonly [number, number])[] = [
  [10_000, 768],
  [1000, 128],
];
