/** The bits of a float32. */
export function wordOf(v: number): number {
  return new Uint32Array(Float32Array.of(v).buffer)[0]!;
}

export function ofWord(word: number): number {
  return new Float32Array(Uint32Array.of(word).buffer)[0]!;
}

/** The float32 whose magnitude is `steps` units in the last place larger. */
export function outward(v: number, steps = 1): number {
  return ofWord(wordOf(v) + steps);
}

/** The float32 next to q toward zero, or q itself. */
export function towardZero(q: number): number {
  const nearest = Math.fround(q);
  return Math.abs(nearest) > Math.abs(q) ? outward(nearest, -1) : nearest;
}
