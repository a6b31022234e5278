import { rendererOf, unavailable } from './context.ts';
import type { GpuKernels } from './gpu-kernels.ts';
import type { Texels } from './plan.ts';
import { probes } from './probes.ts';
import { readTexels, uploadTexels } from './transfer.ts';
import { undisturbed } from './undisturbed.ts';

/** What runs kernels, to be probed. */
export interface Probed {
  readonly context: WebGL2RenderingContext;
  readonly kernels: GpuKernels;
}

/**
 * Has the context compute what is known, by the way that all values take. Rejects with `backend-unavailable`, which names the
 * probe that failed, what came, and the driver: one that is wrong here is wrong elsewhere.
 */
export async function requireSound(probed: Probed): Promise<void> {
  for (const { name, given, expected, run } of probes) {
    const failed = (what: string, cause?: unknown) =>
      unavailable(`probe "${name}" failed on ${rendererOf(probed.context)}: ${what}`, cause);
    const found = await outputOf(probed, given, expected.length, run).catch((cause: unknown) => {
      throw failed(cause instanceof Error ? cause.message : String(cause), cause);
    });
    const wrong = expected.findIndex((bits, i) => bits !== found[i]);
    if (wrong >= 0)
      throw failed(`value ${wrong} is ${hex(found[wrong]!)}, expected ${hex(expected[wrong]!)}`);
  }
}

async function outputOf(
  probed: Probed,
  given: Uint32Array<ArrayBuffer>,
  length: number,
  run: (probed: Probed, source: Texels) => Texels,
): Promise<Uint32Array> {
  const { context } = probed;
  const reading = undisturbed(context, () => {
    const textures: WebGLTexture[] = [];
    const kept = (texels: Texels): Texels => {
      textures.push(texels.texture);
      return texels;
    };
    try {
      const source = kept(uploadTexels(context, new Float32Array(given.buffer)));
      return readTexels(context, kept(run(probed, source)), length);
    } finally {
      for (const texture of textures) context.deleteTexture(texture);
    }
  });
  const values = await reading;
  return new Uint32Array(values.buffer, values.byteOffset, values.length);
}

const hex = (bits: number): string => `0x${bits.toString(16).padStart(8, '0')}`;
