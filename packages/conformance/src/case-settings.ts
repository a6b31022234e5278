/** How a case is run. */
export interface CaseSettings {
  readonly seed: number;
  readonly share: number;
  /** Milliseconds without anything compared after which a case counts as hanging. */
  readonly timeLimit: number;
  /** The module that a reproduction imports the backend from. */
  readonly module: string;
}

/** Part of a full run. */
export const quickShare = 0.01;

/** In milliseconds. */
export const defaultTimeLimit = 20_000;
