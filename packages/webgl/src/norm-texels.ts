// What norm_texel of kernels/slice-norm.glsl gives for a slice, four whole numbers.
const bias = 4096;
const clamped = 8;

/** The words of `normsOfWords`, four a slice, of texels, four whole numbers a slice. */
export function wordsOfTexels(texels: Float32Array): Uint32Array<ArrayBuffer> {
  const words = new Uint32Array(texels.length);
  for (let i = 0; i < texels.length; i += 4) {
    const middle = texels[i + 1]!;
    const last = texels[i + 3]!;
    words[i] = texels[i]! * 2 ** 8 + (middle >>> 16);
    words[i + 1] = (middle & 0xffff) * 2 ** 16 + texels[i + 2]!;
    words[i + 2] = (last >>> 4) - bias;
    words[i + 3] = last & (clamped - 1);
  }
  return words;
}

/** Slices that are zero, that are not finite, that ε clamped, in the order of core's `tallyFields`; nothing counts what was settled exactly. */
export function tallyOfTexels(texels: Float32Array): Float64Array<ArrayBuffer> {
  const tally = new Float64Array(4);
  for (let i = 3; i < texels.length; i += 4) {
    const flags = texels[i]!;
    const kind = flags & (clamped - 1);
    if (kind === 1) tally[0]!++;
    if (kind === 2 || kind === 3) tally[1]!++;
    if ((flags & clamped) !== 0) tally[2]!++;
  }
  return tally;
}
