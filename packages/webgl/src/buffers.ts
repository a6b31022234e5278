import type { Texels } from './plan.ts';

/**
 * Float32 values on the GPU, four a texel of a texture RGBA32F whose width is a power of two. Where it is written, it
 * gets another texture: one that was lent is only read.
 */
export interface WebGlBuffer extends Texels {
  readonly texture: WebGLTexture;
  /** Values, at most 4 · width · height. */
  readonly length: number;
}

/** What the texels of a buffer are: values; norms as kernels write them, or the tally that is counted from them. */
type Content = 'values' | 'norms' | 'tally';

/** The buffers that a backend made and those that it was lent. */
export interface Buffers {
  /** Makes a buffer of a texture that is the backend's from now on. */
  make(texels: Texels, length: number, content: Content): WebGlBuffer;
  /** Gives a buffer another texture, and deletes the one before if it was made here. */
  replace(buffer: WebGlBuffer, texels: Texels): void;
  contentOf(buffer: WebGlBuffer): Content;
  free(buffer: WebGlBuffer): void;
  freeAll(): void;
}

export function createBuffers(context: WebGL2RenderingContext): Buffers {
  // Strongly: a buffer that nobody frees is the backend's to delete at its end. Several buffers can share a texture.
  const owners = new Map<WebGLTexture, number>();
  const made = new Set<WebGlBuffer>();
  const contents = new WeakMap<WebGlBuffer, Content>();
  const take = ({ texture }: Texels): void => {
    owners.set(texture, (owners.get(texture) ?? 0) + 1);
  };
  const leave = ({ texture }: Texels): void => {
    const count = owners.get(texture);
    if (count === undefined) return;
    if (count > 1) {
      owners.set(texture, count - 1);
      return;
    }
    owners.delete(texture);
    context.deleteTexture(texture);
  };
  const free = (buffer: WebGlBuffer): void => {
    if (made.delete(buffer)) leave(buffer);
  };
  return {
    make(texels, length, content) {
      const buffer: WebGlBuffer = { ...texels, length };
      take(texels);
      made.add(buffer);
      contents.set(buffer, content);
      return buffer;
    },
    replace(buffer, texels) {
      take(texels);
      if (made.has(buffer)) leave(buffer);
      made.add(buffer);
      Object.assign(buffer, texels);
    },
    contentOf: (buffer) => contents.get(buffer) ?? 'values',
    free,
    freeAll: () => made.forEach(free),
  };
}
