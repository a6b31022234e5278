/** Uniform 32-bit integers from a seed, as Marsaglia's xorshift gives them (J. Stat. Softw. 8, 2003). */
export function randomBits(seed: number): () => number {
  // A state of zero would stay zero; the multiplier spreads small seeds over all bits.
  let state = Math.imul(seed + 1, 0x9e37_79b9) || 1;
  const next = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
  for (let i = 0; i < 16; i++) next();
  return next;
}

/** A copy in an order that the seed decides. */
export function shuffled<T>(values: readonly T[], seed: number): T[] {
  const [result, next] = [[...values], randomBits(seed)];
  for (let i = result.length - 1; i > 0; i--) {
    const j = next() % (i + 1);
    [result[i], result[j]] = [result[j]!, result[i]!];
  }
  return result;
}
