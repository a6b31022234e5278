import type { GpuKernels } from './gpu-kernels.ts';
import type { Name, Plan, Texels } from './plan.ts';
import { uploadTexels } from './transfer.ts';

/**
 * Runs the steps of a plan on the textures given by name, and gives those that it is asked for, which are the caller's. All others
 * that it made are deleted, and all of them where it throws. Throws `unsupported` where a texture would be too large.
 */
export function runPlan(
  context: WebGL2RenderingContext,
  kernels: GpuKernels,
  { steps, rule }: Plan,
  given: Readonly<Record<Name, Texels>>,
  wanted: readonly Name[],
): Readonly<Record<Name, Texels>> {
  const made: Record<Name, Texels> = {};
  const end = (names: readonly Name[]): void => {
    for (const name of names) context.deleteTexture(made[name]!.texture);
  };
  try {
    if (rule.length > 0) Object.assign(made, { rule: uploadTexels(context, halvesOf(rule)) });
    for (const { kernel, threads, sizes, reads, writes } of steps) {
      if (threads === 0) continue;
      const all = { ...given, ...made };
      const textures = Object.fromEntries(Object.entries(reads).map(([role, name]) => [role, all[name]!]));
      made[writes] = kernels.run(kernel, threads, sizes, textures);
    }
  } catch (error) {
    end(Object.keys(made));
    throw error;
  }
  end(Object.keys(made).filter((name) => !wanted.includes(name)));
  return made;
}

/** Words of 32 bits as whole numbers that a float32 holds: the low half, then the high half. */
export function halvesOf(words: Uint32Array): Float32Array {
  return Float32Array.from({ length: 2 * words.length }, (_, i) =>
    i % 2 === 0 ? words[i >> 1]! & 0xffff : words[i >> 1]! >>> 16,
  );
}
