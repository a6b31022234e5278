/**
 * Float32 values in a texture RGBA32F, four a texel, row by row: value i is component i % 4 of texel i / 4. So are the
 * whole numbers that kernels leave for one another.
 */
export interface Texels {
  readonly texture: WebGLTexture;
  readonly width: number;
  readonly height: number;
}

/** A program of gpu.js to be: kernels of the same name are the same program. A thread writes one texel. */
export interface Kernel {
  readonly name: string;
  /** Textures it reads, by role: `fetch_<role>(uint texel)` in the text gives the four values' bits as `uvec4`. */
  readonly textures: readonly string[];
  /** Whole numbers below 2^31 that it is given: `uniform int user_<name>`, which the text has as `size_<name>()`, a `uint`. */
  readonly sizes: readonly string[];
  /** GLSL with the function `vec4 texel(uint thread)`, the thread's output. `bits_of(uvec4)` makes values of bits. */
  code(): string;
}

/** What a texture of a plan is: the caller's, or made by an earlier step of the plan and gone with it. */
export type Name = string;

export interface Step {
  readonly kernel: Kernel;
  readonly threads: number;
  readonly sizes: Readonly<Record<string, number>>;
  /** By role of the kernel, the name of the texture. */
  readonly reads: Readonly<Record<string, Name>>;
  readonly writes: Name;
}

/**
 * Work on one problem, in this order. The caller's textures are `source`, `upstream` and `below`, what the destination holds so
 * far; the results `destination` and `norms`. ε's words are in `rule`.
 */
export interface Plan {
  readonly steps: readonly Step[];
  /** Words of 32 bits that make the texture `rule`: each two whole numbers, the low half first. */
  readonly rule: Uint32Array;
}
