import type { Backend } from './backend.ts';
import { UnitsphereError } from './error.ts';
import type { DType } from './float-array.ts';

/** A backend that may start here. */
export interface Candidate {
  readonly name: string;
  start(): Backend | Promise<Backend>;
}

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
function lacking(backend: Pick<Backend, 'capabilities'>, need: Need): string | undefined {
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

/**
 * Starts the candidate called `name`, or for `auto` the first that starts and lacks nothing.
 * Throws `unknown-backend`, `backend-unavailable` with every reason, `unsupported`.
 */
export async function choose(
  candidates: readonly Candidate[],
  name: string,
  need: Need = {},
): Promise<Backend> {
  if (name !== 'auto') {
    const candidate = candidates.find((c) => c.name === name);
    if (candidate === undefined) {
      const known = ['auto', ...candidates.map((c) => c.name)].join(', ');
      throw new UnitsphereError('unknown-backend', `unknown backend ${name}; expected one of ${known}`);
    }
    const backend = await startOf(candidate);
    const lack = lacking(backend, need);
    if (lack === undefined) return backend;
    backend[Symbol.dispose]();
    throw new UnitsphereError('unsupported', `backend ${name} does not support ${lack}`);
  }
  const reasons: string[] = [];
  for (const candidate of candidates) {
    try {
      return await choose(candidates, candidate.name, need);
    } catch (error) {
      reasons.push(error instanceof Error ? error.message : String(error));
    }
  }
  throw new UnitsphereError('backend-unavailable', `no backend starts here: ${reasons.join('; ')}`);
}

async function startOf(candidate: Candidate): Promise<Backend> {
  try {
    return await candidate.start();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new UnitsphereError('backend-unavailable', `backend ${candidate.name} does not start: ${reason}`, {
      cause,
    });
  }
}
