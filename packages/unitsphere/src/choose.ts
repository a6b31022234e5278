import { type Backend, type ErrorCode, lacking, type Need, UnitsphereError } from '@unitsphere/core';
import type { Candidate } from './candidate.ts';
import { order, type Placed } from './order.ts';
import { type PickOptions, requirePickOptions } from './pick-options.ts';

/** A candidate and what was found of it, in words. */
export interface Considered {
  readonly name: string;
  readonly verdict: string;
}

/** A backend that was chosen among others. */
export interface Chosen extends Backend {
  /** Why this one and none of the others, in a line. */
  readonly why: string;
  /** All of them, the best for what was asked first, up to the one that was chosen those that could not be. */
  readonly considered: readonly Considered[];
}

/**
 * Starts the best candidate that starts and lacks nothing; one that starts and lacks something is ended. Throws
 * `invalid-options`, `unknown-option`, `unknown-backend`, `backend-unavailable` with every reason, and `unsupported` where
 * a single one is named that lacks something.
 */
export async function choose(candidates: readonly Candidate[], options: PickOptions = {}): Promise<Chosen> {
  requirePickOptions(options, candidates);
  const placed = order(candidates, options);
  const refusals: Refusal[] = [];
  for (const here of placed) {
    const result = await attempt(here.candidate, options);
    if (!('refused' in result)) {
      const before = refusals.map(({ name, refused }) => ({ name, verdict: refused }));
      const after = placed.slice(before.length + 1).map((other) => passedOver(other, here));
      const chosen = { name: here.candidate.name, verdict: here.reason };
      const others = [...before, ...after].map((other) => `not ${inWords(other)}`);
      const why = [inWords(chosen), ...others].join('; ');
      return Object.assign(result, { why, considered: [...before, chosen, ...after] });
    }
    refusals.push(result);
  }
  const messages = refusals.map(({ name, refused }) => `backend ${name} ${refused}`);
  const [only] = refusals;
  if (only !== undefined && options.backends?.length === 1)
    throw new UnitsphereError(only.code, messages[0]!, { cause: only.cause });
  throw new UnitsphereError('backend-unavailable', `no backend starts here: ${messages.join('; ')}`);
}

interface Refusal {
  readonly name: string;
  readonly code: ErrorCode;
  readonly refused: string;
  readonly cause?: unknown;
}

/** The backend, or why it cannot be taken. */
async function attempt(candidate: Candidate, need: Need): Promise<Backend | Refusal> {
  const { name } = candidate;
  try {
    const backend = await candidate.start();
    const lack = lacking(backend, need);
    if (lack === undefined) return backend;
    backend[Symbol.dispose]();
    return { name, code: 'unsupported', refused: `does not support ${lack}` };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    return { name, code: 'backend-unavailable', refused: `does not start: ${reason}`, cause };
  }
}

function passedOver({ candidate: { name }, place, reason }: Placed, chosen: Placed): Considered {
  return { name, verdict: place > chosen.place ? reason : `usually slower than ${chosen.candidate.name}` };
}

function inWords({ name, verdict }: Considered): string {
  return `${name}: ${verdict}`;
}
