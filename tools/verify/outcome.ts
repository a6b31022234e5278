/** What batches of one family came to, added up. */
export interface Outcome {
  elements: number;
  mismatches: number;
  /** Elements that the kernel settled by exact arithmetic, and that the checker could only decide so. */
  settledExactly: number;
  inIntegers: number;
  worstUlp: number;
  /** The first mismatch, as code that shows it. */
  first?: string;
}

export function newOutcome(): Outcome {
  return { elements: 0, mismatches: 0, settledExactly: 0, inIntegers: 0, worstUlp: 0 };
}
