import type { Capabilities, DType, Rounding } from '@unitsphere/core';

/** What a case asks of a backend. */
export interface Need {
  readonly dtype?: DType;
  /** Orders besides 1, 2 and ∞. */
  readonly otherOrders?: boolean;
  readonly inPlace?: boolean;
  readonly strided?: boolean;
  /** Norms, and the tally that comes with them. */
  readonly norms?: boolean;
  readonly gradient?: boolean;
  readonly elements?: number;
}

/** The capability that `need` goes beyond, in words; undefined where there is none. */
export function lacking(capabilities: Capabilities, need: Need): string | undefined {
  const { dtype = 'float32', otherOrders, elements = 0 } = need;
  const { precision, inPlace, strided, norms, gradient, maxElements } = capabilities;
  if (precision[dtype] === undefined) return `capabilities.precision has no ${dtype}`;
  if (otherOrders && precision[dtype].otherOrders === undefined)
    return `capabilities.precision.${dtype} has no otherOrders`;
  if (need.inPlace && !inPlace) return 'capabilities.inPlace is false';
  if (need.strided && !strided) return 'capabilities.strided is false';
  if (need.norms && !norms) return 'capabilities.norms is false';
  if (need.gradient && !gradient) return 'capabilities.gradient is false';
  if (elements > maxElements) return `capabilities.maxElements is ${maxElements}, below ${elements}`;
  return undefined;
}

/** Which promise a case measures. */
export interface Claim {
  /** Left out: of the quotients, for a dtype and p = 1, 2, ∞ or others. */
  readonly of?: 'norms' | 'gradient';
  readonly dtype?: DType;
  readonly otherOrders?: boolean;
}

/** Where a promise stands in the capabilities. */
export function capabilityOf({ of, dtype = 'float32', otherOrders }: Claim): string {
  return of ?? `precision.${dtype}.${otherOrders ? 'otherOrders' : 'rounding'}`;
}

/** What a backend promises; the case is skipped where that is nothing. */
export function claimOf(capabilities: Capabilities, claim: Claim): Rounding {
  const { precision, norms, gradient } = capabilities;
  const { rounding, otherOrders } = precision[claim.dtype ?? 'float32'] ?? {};
  const promise = { norms, gradient, quotients: claim.otherOrders ? otherOrders : rounding }[
    claim.of ?? 'quotients'
  ];
  if (!promise) throw new RangeError(`nothing is claimed in capabilities.${capabilityOf(claim)}`);
  return promise;
}
