import { resolveArguments } from '@unitsphere/core';
import manifest from '../../packages/webgl/package.json' with { type: 'json' };
import { loadGpuJs } from '../../packages/webgl/src/gpu-js.ts';
import type { Contender, Prepared, Work } from '../contender.ts';
import { floatContext, loseContext, rendererOf } from './float-context.ts';
import { readTexel } from './read-texel.ts';
import { takingAllBut } from './taking-all-but.ts';

/** A texture of gpu.js. */
interface Texture {
  readonly texture: WebGLTexture;
  toArray(): Float32Array;
  delete(): void;
}

interface Kernel {
  (...args: readonly unknown[]): Texture;
  destroy(): void;
}

interface GpuJs {
  createKernel(source: string, settings: object): Kernel;
}

/**
 * What one writes with gpu.js first: a kernel for the norms, a sum of float32 squares one after another and its root, and one
 * that divides. Its own float32 arithmetic, its own layout. From texture to texture, until it can be read.
 */
export function plainGpuJs(): Contender {
  return {
    name: 'plain gpu.js kernels',
    kind: 'peer',
    roof: 'blitFramebuffer',
    without: takingAllBut({
      'in-place': 'a texture that is read cannot be written',
      gradient: 'there is no kernel for the gradient',
      float64: 'WebGL has no float64',
      file: 'a file goes from array to array',
    }),
    async start() {
      const context = floatContext();
      const Constructor = await loadGpuJs();
      const gpu = new Constructor({ context, canvas: { width: 1, height: 1 } }) as unknown as GpuJs;
      return {
        version: `gpu.js ${manifest.peerDependencies['gpu.js']}, ${rendererOf(context)}`,
        prepare: (work) => prepare(gpu, context, work),
        end: () => loseContext(context),
      };
    },
  };
}

function prepare(gpu: GpuJs, context: WebGL2RenderingContext, { scenario, x }: Work): Prepared {
  const { shape, axis } = scenario;
  const { length, inner, outer } = resolveArguments(x, { shape, axis }).layout;
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
    output: [x.length],
  });
  const norms = gpu.createKernel(normsText, { ...settings, output: [outer * inner] });
  const scale = gpu.createKernel(scaleText, { ...settings, output: [x.length] });
  const input = upload(x);
  const output = (): Texture => {
    const n = norms(input);
    const y = scale(input, n);
    n.delete();
    return y;
  };
  return {
    run() {
      const y = output();
      readTexel(context, y.texture);
      y.delete();
    },
    result() {
      const y = output();
      const values = new Float32Array(y.toArray());
      y.delete();
      return values;
    },
    end() {
      input.delete();
      for (const kernel of [upload, norms, scale]) kernel.destroy();
    },
  };
}

const normsText = `function (x) {
  let first = Math.floor(this.thread.x / this.constants.inner) * this.constants.length * this.constants.inner;
  first += this.thread.x % this.constants.inner;
  let sum = 0;
  for (let k = 0; k < this.constants.length; k++) {
    const value = x[first + k * this.constants.inner];
    sum += value * value;
  }
  return Math.sqrt(sum);
}`;

const scaleText = `function (x, norms) {
  const block = Math.floor(this.thread.x / (this.constants.length * this.constants.inner));
  return x[this.thread.x] / norms[block * this.constants.inner + this.thread.x % this.constants.inner];
}`;
