import { type ExactWebGl, tensorOf, type WebGlBackend, withTexture } from './webgl-textures.ts';

/** Values that drivers are known to change on the way: subnormals flushed, NaN made another, −0 made 0. */
const delicate = Uint32Array.of(
  ...[0x3f800000, 0x7f7fffff, 0x7fc00000, 0x00000001, 0x007fffff],
  ...[0x80000001, 0x80000000, 0x7f800000, 0xff7fffff, 0x00800000],
);

/**
 * Has tfjs's programs take known values into a tensor and out of it, from either layout that its operations leave. Fulfils with
 * what is wrong with them; undefined where nothing is.
 */
export async function faultOfTextures(tfjs: WebGlBackend, ours: ExactWebGl): Promise<string | undefined> {
  const plain = tensorOf(tfjs, ours, ours.upload(new Float32Array(delicate.buffer)), [2, 5]);
  const packed = tfjs.packTensor(plain);
  try {
    for (const tensor of [plain, packed]) {
      const found = await withTexture(tfjs, ours, tensor, delicate.length, (buffer) => ours.read(buffer));
      const bits = new Uint32Array(found.buffer, found.byteOffset, found.length);
      const wrong = delicate.findIndex((each, i) => each !== bits[i]);
      if (wrong >= 0) return `${hex(delicate[wrong]!)} becomes ${hex(bits[wrong]!)}`;
    }
    return undefined;
  } finally {
    for (const tensor of [plain, packed]) tfjs.disposeIntermediateTensorInfo(tensor);
  }
}

const hex = (bits: number): string => `0x${bits.toString(16).padStart(8, '0')}`;
