import { type Backend, UnitsphereError } from '@unitsphere/core';

/** Not by its name itself: bundlers would look for a package that only Node needs, and cannot pack its binaries. */
const dawnPackage = 'webgpu';

/**
 * The backend of `@unitsphere/webgpu`. Throws `backend-unavailable` where there is no WebGPU, and in Node where the
 * package webgpu is not installed.
 */
export async function startWebgpu(): Promise<Backend> {
  const gpu = await dawn();
  return (await import('@unitsphere/webgpu')).webgpu(gpu && { gpu });
}

/** WebGPU in Node, which is Dawn from a package of its own; undefined where the platform has WebGPU, or is no Node. */
async function dawn(): Promise<GPU | undefined> {
  if (globalThis.navigator?.gpu || globalThis.process?.versions?.node === undefined) return undefined;
  try {
    const { create }: { create(options: readonly string[]): GPU } = await import(
      /* webpackIgnore: true */ /* @vite-ignore */ dawnPackage
    );
    return create([]);
  } catch (cause) {
    const missing = cause instanceof Error && 'code' in cause && cause.code === 'ERR_MODULE_NOT_FOUND';
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new UnitsphereError(
      'backend-unavailable',
      missing
        ? 'Node has no WebGPU of its own: npm install webgpu'
        : `the package webgpu does not load: ${reason}`,
      { cause },
    );
  }
}
