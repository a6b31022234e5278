/** What a case fails with: what is wrong in the message, and a program that shows it. */
export class Failure extends Error {
  readonly reproduction: string | undefined;

  constructor(message: string, { reproduction }: { readonly reproduction?: string | undefined } = {}) {
    super(message);
    this.name = 'Failure';
    this.reproduction = reproduction;
  }
}
