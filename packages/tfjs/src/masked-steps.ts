import { cast, reshape, type Tensor, where, zerosLike } from '@tensorflow/tfjs-core';

/** What becomes of the steps that a mask leaves out: normalized like any other, or set to 0. */
export type MaskedSteps = 'keep' | 'zero';

/** What tfjs hands to `call` beside the inputs. */
export interface CallArguments {
  mask?: unknown;
  [name: string]: unknown;
}

/**
 * `transform(x)`, in which the steps that `mask` leaves out are 0 and count for nothing: they are 0 before it too, so
 * that whatever stands there, a NaN or a zero vector, neither comes out nor comes back in the gradient.
 */
export function withoutMaskedSteps(x: Tensor, mask: Tensor, transform: (x: Tensor) => Tensor): Tensor {
  const shape = [...mask.shape, ...Array<number>(x.rank - mask.rank).fill(1)];
  const kept = reshape(cast(mask, 'bool'), shape);
  const y = transform(where(kept, x, zerosLike(x)));
  return where(kept, y, zerosLike(y));
}

/**
 * The mask among the arguments that tfjs hands to a layer, if it is one of `x`: over all of its axes but the last ones.
 * tfjs goes on handing out a mask after the layer that used it up, where it no longer fits.
 */
export function maskOf(x: Tensor, given: unknown): Tensor | undefined {
  const mask = (Array.isArray(given) ? given[0] : given) as Tensor | null | undefined;
  if (!mask || mask.rank >= x.rank) return undefined;
  return mask.shape.every((size, axis) => size === x.shape[axis]) ? mask : undefined;
}
