export interface KillOutcome {
  /** Runs that the signal ended; the others were done before it came. */
  readonly killed: number;
  /** The target was as before the run: absent, or the older file. */
  readonly untouched: number;
  readonly whole: number;
  readonly broken: number;
  /** The most temporary files that stood there after any kill. */
  readonly strays: number;
}

export function killLoop(options: {
  readonly command: string;
  readonly input: string;
  readonly output: string;
  readonly count: number;
  /** Of a whole run, in milliseconds; the kills are spread over it and a little past its end. */
  readonly duration: number;
  readonly isWhole: (path: string) => boolean | Promise<boolean>;
}): Promise<KillOutcome>;

export function strays(output: string): string[];
