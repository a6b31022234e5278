import { type Backend, UnitsphereError } from '@unitsphere/core';

/**
 * The backend of `@unitsphere/webgl`, which brings gpu.js with it, too large for those who never use it.
 * Throws `backend-unavailable` where there is no WebGL2, as in Node, or the package is not installed.
 */
export async function webglInBrowsers(): Promise<Backend> {
  if (globalThis.WebGL2RenderingContext === undefined)
    throw new UnitsphereError('backend-unavailable', 'WebGL needs a browser');
  // esbuild forgives a missing package where a `catch` follows, webpack only what it does not look at; others do anyway.
  const { webgl } = await import(/* webpackIgnore: true */ '@unitsphere/webgl').catch((cause: unknown) => {
    throw new UnitsphereError(
      'backend-unavailable',
      '@unitsphere/webgl does not load: it is not installed (npm install @unitsphere/webgl), or webpack left it out',
      { cause },
    );
  });
  return webgl();
}
