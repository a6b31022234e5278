import type { DataId, TensorInfo } from '@tensorflow/tfjs-core';
import type { Backend, UnitsphereError } from '@unitsphere/core';

/** What is used of @unitsphere/webgl, which need not be installed: so its own types are not named. */
export type StartWebGl = (options: { readonly context: WebGL2RenderingContext }) => Promise<ExactWebGl>;

/** The backend that it gives. */
export interface ExactWebGl extends Backend<WebGlBuffer, 'async'> {
  /** What failed so far on the way to a buffer's contents. */
  failureOf(buffer: WebGlBuffer): UnitsphereError | undefined;
}

/** A texture RGBA32F with four values a texel, row by row. */
export interface WebGlBuffer {
  readonly texture: WebGLTexture;
  /** In texels, a power of two. */
  readonly width: number;
  readonly height: number;
  /** Values. */
  readonly length: number;
}

/** What is used of tfjs's webgl backend, some of which its declarations call private. */
export interface WebGlBackend {
  readonly gpgpu: { readonly gl: WebGL2RenderingContext };
  readonly texData: { get(dataId: DataId): TextureData };
  /** The values as a `WebGlBuffer` of that many rows and columns of texels has them. */
  decode(dataId: DataId, texels: [rows: number, columns: number]): TensorInfo;
  /** A new tensor of a texture of that kind, which is only read. */
  writeTexture(
    texture: WebGLTexture,
    shape: number[],
    dtype: 'float32',
    rows: number,
    columns: number,
    channels: 'RGBA',
  ): DataId;
  /** A copy in the layout of operations that take 2 × 2 values at a time. */
  packTensor(input: TensorInfo): TensorInfo;
  disposeIntermediateTensorInfo(info: TensorInfo): void;
}

interface TextureData {
  /** Where there is a texture as well, it counts: these may be those of the tensor that it is a slice of. */
  readonly values?: ArrayLike<number> | null;
  readonly texture?: { readonly texture: WebGLTexture } | null;
}

/** Runs work on a texture with the `size` values of a tensor. */
export function withTexture<T>(
  tfjs: WebGlBackend,
  ours: ExactWebGl,
  { dataId }: TensorInfo,
  size: number,
  work: (buffer: WebGlBuffer) => T,
): T {
  const { values, texture } = tfjs.texData.get(dataId);
  if (values && !texture) {
    const buffer = ours.upload(values instanceof Float32Array ? values : Float32Array.from(values));
    try {
      return work(buffer);
    } finally {
      ours.free(buffer);
    }
  }
  const texels = Math.ceil(size / 4);
  // A power of two, as ours are.
  const width = 2 ** Math.ceil(Math.log2(texels) / 2);
  const height = Math.ceil(texels / width);
  const dense = tfjs.decode(dataId, [height, width]);
  try {
    return work({ texture: tfjs.texData.get(dense.dataId).texture!.texture, width, height, length: size });
  } finally {
    tfjs.disposeIntermediateTensorInfo(dense);
  }
}

/** A tensor of tfjs's with what is in a buffer of ours, which ends. Throws what failed on the way to that. */
export function tensorOf(
  tfjs: WebGlBackend,
  ours: ExactWebGl,
  buffer: WebGlBuffer,
  shape: number[],
): TensorInfo {
  try {
    const failure = ours.failureOf(buffer);
    if (failure !== undefined) throw failure;
    const { texture, height, width } = buffer;
    const dataId = tfjs.writeTexture(texture, shape, 'float32', height, width, 'RGBA');
    return { dataId, shape, dtype: 'float32' };
  } finally {
    ours.free(buffer);
  }
}
