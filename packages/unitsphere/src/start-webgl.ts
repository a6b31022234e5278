import { type Backend, UnitsphereError } from '@unitsphere/core';

/**
 * The backend of `@unitsphere/webgl`, which brings gpu.js with it, too large for those who never use it.
 * Throws `backend-unavailable` where there is no WebGL2, as in Node, or the package is not installed.
 */
export async function startWebgl(): Promise<Backend> {
  if (globalThis.WebGL2RenderingContext === undefined)
    throw new UnitsphereError('backend-unavailable', 'WebGL needs a browser');
  return (await load()).webgl();
}

/** Of a literal within `try`: bundlers forgive a package that is missing there, and bundle one that is not. */
async function load(): Promise<typeof import('@unitsphere/webgl')> {
  try {
    return await import('@unitsphere/webgl');
  } catch (cause) {
    throw new UnitsphereError(
      'backend-unavailable',
      '@unitsphere/webgl does not load: is it installed? npm install @unitsphere/webgl',
      { cause },
    );
  }
}
