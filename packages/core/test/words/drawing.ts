import { drawBits } from '../../../webgpu/test/drawn-values.ts';

/** Draws words, one of several, or bits of a finite float32; the same for the same seed. */
export function drawing(seed: number) {
  const random = drawBits(seed);
  const pick = <T>(...from: readonly T[]): T => from[random() % from.length]!;
  const finite = (): number => {
    for (;;) {
      const bits = random();
      if ((bits & 0x7f800000) !== 0x7f800000) return bits;
    }
  };
  return { random, pick, finite };
}
