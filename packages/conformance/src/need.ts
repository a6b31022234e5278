import type { Capabilities, DType, Rounding } from '@unitsphere/core';

/** What a case asks of a backend. */
export interface Need {
  readonly dtype?: DType;
  /** Orders besides 1, 2 and ∞. */
  readonly otherOrders?: boolean;
  readonly inPlace?: boolean;
  readonly strided?: boolean;
  readonly gradient?: boolean;
  readonly elements?: number;
}

/** The capability that `need` goes beyond, in words; undefined where there is none. */
export function lacking(capabilities: Capabilities, need: Need): string | undefined {
  const { dtype = 'float32', otherOrders, elements = 0 } = need;
  const { precision, inPlace, strided, gradient, maxElements } = capabilities;
  if (precision[dtype] === undefined) return `capabilities.precision has no ${dtype}`;
  if (otherOrders && precision[dtype].otherOrders === undefined)
    return `capabilities.precision.${dtype} has no otherOrders`;
  if (need.inPlace && !inPlace) return 'capabilities.inPlace is false';
  if (need.strided && !strided) return 'capabilities.strided is false';
  if (need.gradient && !gradient) return 'capabilities.gradient is false';
  if (elements > maxElements) return `capabilities.maxElements is ${maxElements}, below ${elements}`;
  return undefined;
}

/** What a backend promises for a dtype and p = 1, 2, ∞ or others; the case is skipped where that is nothing. */
export function claimOf(capabilities: Capabilities, { dtype = 'float32', otherOrders }: Need): Rounding {
  const claims = capabilities.precision[dtype];
  const claim = otherOrders ? claims?.otherOrders : claims?.rounding;
  if (claim === undefined) throw new RangeError(`nothing is claimed for ${dtype}`);
  return claim;
}
