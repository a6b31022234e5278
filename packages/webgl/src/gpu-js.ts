import { UnitsphereError } from '@unitsphere/core';

/** What is used here of gpu.js 2.24.1, much of which its own declarations leave out. */
export interface GpuJs {
  readonly context: WebGL2RenderingContext;
  createKernel(source: string, settings: object): GpuKernel;
}

export interface GpuKernel {
  (...args: readonly unknown[]): GpuTexture;
  setOutput(output: readonly [width: number, height: number]): void;
  readonly kernel: {
    /** The output of the last run: whoever sets it to null owns that. */
    texture: GpuTexture | null;
    readonly program: WebGLProgram;
    destroy(): void;
  };
}

/** A texture as kernels take it and give it. */
interface GpuTexture {
  readonly texture: WebGLTexture;
  readonly size: Int32Array;
}

export type GpuJsConstructor = new (settings: {
  readonly context: WebGL2RenderingContext;
  readonly canvas: { width: number; height: number };
}) => GpuJs;

/** Rejects with `backend-unavailable` where gpu.js is not installed. */
export async function loadGpuJs(): Promise<GpuJsConstructor> {
  let loaded: unknown;
  try {
    loaded = await import('gpu.js');
  } catch (cause) {
    throw new UnitsphereError('backend-unavailable', 'gpu.js does not load: npm install gpu.js@2.24.1', {
      cause,
    });
  }
  const found = [...classesIn(loaded), (globalThis as { GPU?: unknown }).GPU].find(isGpuJs);
  if (found === undefined)
    throw new UnitsphereError('backend-unavailable', 'what is installed as gpu.js has no class GPU');
  return found;
}

/** Where bundlers put the class of a CommonJS module; without one its script defines the global `GPU`. */
function classesIn(loaded: unknown): unknown[] {
  const { GPU, default: fallback } = loaded as { GPU?: unknown; default?: { GPU?: unknown } };
  return [GPU, fallback?.GPU, fallback];
}

/** WebGPU has a global `GPU` too. */
function isGpuJs(value: unknown): value is GpuJsConstructor {
  return typeof value === 'function' && typeof value.prototype?.createKernel === 'function';
}
