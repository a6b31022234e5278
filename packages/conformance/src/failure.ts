/** How a failure is seen again. */
export interface Evidence {
  /** A program that shows it; left out where only the whole case does. */
  readonly reproduction?: string | undefined;
  /** What to know when the case is run alone. */
  readonly notes?: readonly string[];
}

/** What a case fails with: what is wrong in the message, and a program that shows it. */
export class Failure extends Error {
  readonly reproduction: string | undefined;
  readonly notes: readonly string[];

  constructor(message: string, { reproduction, notes = [] }: Evidence = {}) {
    super(message);
    this.name = 'Failure';
    this.reproduction = reproduction;
    this.notes = notes;
  }
}
