/** What is asked of a machine. */
export interface Machine {
  readonly platform: string;
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly isRoot: boolean;
  isProgram(path: string): boolean;
  /** Runs a command; whether its exit code is 0. */
  succeeds(command: string, args: readonly string[]): boolean;
}

export function findChromium(machine?: Machine): string | undefined;
export function ensureChromium(machine?: Machine): string;
