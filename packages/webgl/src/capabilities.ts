import type { Capabilities } from '@unitsphere/core';

/** What the backend can do in a context. */
export function capabilitiesIn(context: WebGL2RenderingContext): Capabilities<'async'> {
  const side = context.getParameter(context.MAX_TEXTURE_SIZE) as number;
  return {
    reading: 'async',
    residency: 'device',
    precision: { float32: { rounding: 'exact' } },
    inPlace: true,
    strided: true,
    norms: { maxUlp: 1 },
    gradient: { maxUlp: 0.125 },
    // Widths are powers of two, and kernels count elements in 31 bits. Slices of less than four have fewer: each has a texel.
    maxElements: Math.min(4 * 2 ** Math.floor(Math.log2(side)) * side, 2 ** 31 - 1),
  };
}
