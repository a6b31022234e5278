import { spawn } from 'node:child_process';

export interface Finished {
  /** Null where a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** What npm and the test runner leave in the environment, but for how this machine reaches the registry. */
const left =
  /^(npm_(?!config_(registry|cache|userconfig|cafile)$)|NODE_(?!EXTRA_CA_CERTS$)|VITEST|INIT_CWD|FORCE_COLOR)/i;

/** Runs a program in a folder, without what stands in the environment for this repository alone. */
export function run(command: string, args: readonly string[], cwd: string): Promise<Finished> {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !left.test(name)));
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let [stdout, stderr] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (piece: string) => {
      stdout += piece;
    });
    child.stderr.setEncoding('utf8').on('data', (piece: string) => {
      stderr += piece;
    });
    child.once('error', reject).once('close', (code) => resolve({ code, stdout, stderr }));
  });
}

/** As `run`, and gives what was printed to standard output. Throws where the exit code is not 0. */
export async function done(command: string, args: readonly string[], cwd: string): Promise<string> {
  const { code, stdout, stderr } = await run(command, args, cwd);
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${code}\n${stdout}${stderr}`);
  return stdout;
}
