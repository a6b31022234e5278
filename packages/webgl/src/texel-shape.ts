import { UnitsphereError } from '@unitsphere/core';
import type { Texels } from './plan.ts';

/**
 * The shape of a texture of at least so many texels. The width is a power of two, since dividing by any other costs a shader ten
 * times as much; two rows at least, for gpu.js draws one in a width of its own. Throws `unsupported` above MAX_TEXTURE_SIZE.
 */
export function texelShape(
  context: WebGL2RenderingContext,
  texels: number,
): Pick<Texels, 'width' | 'height'> {
  const width = 2 ** Math.ceil(Math.log2(Math.sqrt(Math.max(texels, 1))));
  const height = Math.max(2, Math.ceil(texels / width));
  const most = context.getParameter(context.MAX_TEXTURE_SIZE) as number;
  if (Math.max(width, height) > most)
    throw new UnitsphereError(
      'unsupported',
      `a texture of ${texels} texels: this context has at most ${most} × ${most}`,
    );
  return { width, height };
}
