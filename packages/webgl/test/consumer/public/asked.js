// Served as it is, while the page's own module has another name in a build.

/** The bits of a result, from those of values. */
export async function bitsOfResult(bits, options) {
  const normalizer = await globalThis.normalizer;
  const values = new Float32Array(Uint32Array.from(bits).buffer);
  const { buffer, byteOffset, length } = await normalizer.normalize(values, options);
  return [...new Uint32Array(buffer, byteOffset, length)];
}
