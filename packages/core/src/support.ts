import type { Backend } from './backend.ts';
import { UnitsphereError } from './error.ts';
import type { DType } from './float-array.ts';

/** What the work asks of a backend; float32 and p = 2 where nothing is said. */
export interface Need {
  readonly dtype?: DType;
  readonly p?: number;
  /** Norms, and the tally that comes with them. */
  readonly norms?: boolean;
  readonly gradient?: boolean;
  readonly strided?: boolean;
  readonly elements?: number;
}

/** What `backend` lacks for `need`, in words; undefined where it lacks nothing. */
export function lacking(backend: Pick<Backend, 'capabilities'>, need: Need): string | undefined {
  const { capabilities } = backend;
  const { dtype = 'float32', p = 2, elements = 0 } = need;
  const precision = Object.hasOwn(capabilities.precision, dtype) ? capabilities.precision[dtype] : undefined;
  if (precision === undefined) return `dtype ${dtype}`;
  if (![1, 2, Infinity].includes(p) && precision.otherOrders === undefined) return `p = ${p}`;
  if (need.norms && !capabilities.norms) return 'norms';
  if (need.gradient && !capabilities.gradient) return 'the gradient';
  if (need.strided && !capabilities.strided) return 'rows with a stride';
  if (elements > capabilities.maxElements)
    return `${elements} elements (at most ${capabilities.maxElements})`;
  return undefined;
}

/** Throws `unsupported` where `backend` lacks something that `need` names. */
export function requireSupport(backend: Pick<Backend, 'name' | 'capabilities'>, need: Need): void {
  const lack = lacking(backend, need);
  if (lack !== undefined)
    throw new UnitsphereError('unsupported', `backend ${backend.name} does not support ${lack}`);
}
