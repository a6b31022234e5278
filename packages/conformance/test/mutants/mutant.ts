import type { Create } from '../../src/index.ts';

/** A backend that is wrong in one way, and the cases that must say so. */
export interface Mutant {
  /** The fault. */
  readonly name: string;
  readonly create: Create;
  /** Ids of cases, all of which must fail. */
  readonly caughtBy: readonly string[];
  /** Ids of cases that do not see the fault, so that those of `caughtBy` are needed. */
  readonly unseenBy?: readonly string[];
  /** What the reason of the first of `caughtBy` must hold. */
  readonly reason?: string;
  /** Part of a full run: more where the fault is rare; default 0.03, three times what `quick` runs. */
  readonly share?: number;
  /** Milliseconds; default that of the kit. */
  readonly timeLimit?: number;
}
