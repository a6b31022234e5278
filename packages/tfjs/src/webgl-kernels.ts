import { env } from '@tensorflow/tfjs-core';
import { type Problem, UnitsphereError } from '@unitsphere/core';
import type { Kernels } from './kernels.ts';
import { faultOfTextures } from './webgl-probe.ts';
import { type StartWebGl, tensorOf, type WebGlBackend, withTexture } from './webgl-textures.ts';

export type { StartWebGl, WebGlBackend };

const methods = ['decode', 'writeTexture', 'packTensor', 'disposeIntermediateTensorInfo'] as const;

/**
 * Starts ours in the context of an instance of tfjs's backend. Programs of tfjs's copy values into a texture as ours are, and
 * results out of it. Rejects with `backend-unavailable` where they change bits, or tfjs works in float16.
 */
export async function webglKernels(start: StartWebGl, backend: unknown): Promise<Kernels<WebGlBackend>> {
  const tfjs = requireKnown(backend);
  if (!hasFloats())
    throw unavailable("tfjs's webgl works in float16 here: its flag WEBGL_RENDER_FLOAT32_ENABLED is false");
  const ours = await start({ context: tfjs.gpgpu.gl });
  const fault = await faultOfTextures(tfjs, ours);
  if (fault !== undefined) throw unavailable(`tfjs's webgl changes bits of float32 here: ${fault}`);
  const { maxElements } = ours.capabilities;
  return {
    supports: (given, problem) =>
      given === tfjs && hasOrder(problem) && sizeOf(problem) <= maxElements && hasFloats(),
    normalize: (_, x, problem) =>
      withTexture(tfjs, ours, x, sizeOf(problem), (source) =>
        tensorOf(tfjs, ours, ours.normalize(source, problem), x.shape),
      ),
    gradient: (_, x, dy, problem) =>
      withTexture(tfjs, ours, x, sizeOf(problem), (source) =>
        withTexture(tfjs, ours, dy, sizeOf(problem), (upstream) =>
          tensorOf(tfjs, ours, ours.gradient(source, upstream, problem), x.shape),
        ),
      ),
  };
}

function requireKnown(backend: unknown): WebGlBackend {
  const tfjs = backend as WebGlBackend;
  const missing = methods.find((name) => typeof tfjs[name] !== 'function');
  if (missing !== undefined || !tfjs.gpgpu?.gl || !tfjs.texData)
    throw unavailable(`this version of tfjs's webgl has no ${missing ?? 'gpgpu.gl and texData'}`);
  return tfjs;
}

/** A flag of tfjs's, which may change at any time. */
function hasFloats(): boolean {
  return env().getBool('WEBGL_RENDER_FLOAT32_ENABLED');
}

function hasOrder({ p }: Problem): boolean {
  return p === 1 || p === 2 || p === Infinity;
}

function sizeOf({ outer, length, inner }: Problem): number {
  return outer * length * inner;
}

function unavailable(reason: string): UnitsphereError {
  return new UnitsphereError('backend-unavailable', reason);
}
