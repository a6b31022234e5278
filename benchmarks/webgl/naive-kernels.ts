import type { Scenario } from './scenario.ts';

/** A texture of gpu.js. */
export interface NaiveTexture {
  readonly texture: WebGLTexture;
  toArray(): Float32Array[] | Float32Array;
  delete(): void;
}

type Kernel = (...args: unknown[]) => NaiveTexture;

interface Gpu {
  createKernel(source: string, settings: object): Kernel;
}

/**
 * What one writes with gpu.js first: a kernel for the norms, a sum of float32 squares one after another and its root, and one that
 * divides. Its own float32 arithmetic, its own layout.
 */
export function naiveKernels(gpu: Gpu, { outer, length, inner }: Scenario) {
  const settings = {
    precision: 'single',
    tactic: 'precision',
    pipeline: true,
    immutable: true,
    strictIntegers: true,
    fixIntegerDivisionAccuracy: false,
    constants: { length, inner },
    loopMaxIterations: length,
  };
  const upload = gpu.createKernel('function (x) { return x[this.thread.x]; }', {
    ...settings,
    output: [outer * length * inner],
  });
  const norms = gpu.createKernel(
    `function (x) {
      let first = Math.floor(this.thread.x / this.constants.inner) * this.constants.length * this.constants.inner;
      first += this.thread.x % this.constants.inner;
      let sum = 0;
      for (let k = 0; k < this.constants.length; k++) {
        const value = x[first + k * this.constants.inner];
        sum += value * value;
      }
      return Math.sqrt(sum);
    }`,
    { ...settings, output: [outer * inner] },
  );
  const scale = gpu.createKernel(
    `function (x, norms) {
      const block = Math.floor(this.thread.x / (this.constants.length * this.constants.inner));
      return x[this.thread.x] / norms[block * this.constants.inner + this.thread.x % this.constants.inner];
    }`,
    { ...settings, output: [outer * length * inner] },
  );
  return {
    upload: (values: Float32Array): NaiveTexture => upload(values),
    normalize(x: NaiveTexture): NaiveTexture {
      const n = norms(x);
      const y = scale(x, n);
      n.delete();
      return y;
    },
  };
}
