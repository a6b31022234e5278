import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { createInterface } from 'node:readline';

/** A process of peers.py that has its library. */
export interface PythonProcess {
  /** Of the library and Python. */
  readonly version: string;
  /** Threads that the library takes by itself. */
  readonly cores: number;
  /** Where arrays are exchanged; gone when the process has ended. */
  readonly folder: string;
  /** The answer to a request. Rejects with what Python raised, or with why the process has ended. */
  ask(request: Readonly<Record<string, unknown>>): Promise<Answer>;
  /** When the process is gone. */
  end(): Promise<void>;
}

/** First of all `version`, `cores` and `folder`, or what is `missing`; then to each request what it asks for. */
interface Answer {
  readonly version: string;
  readonly cores: number;
  readonly folder: string;
  readonly missing?: string;
  readonly error?: string;
  readonly milliseconds: number;
  readonly dtype: string;
}

/** A command that runs peers.py, or plays it; the library's name is added. */
export interface PythonCommand {
  /** As messages name it. */
  readonly name: string;
  readonly command: string;
  readonly arguments: readonly string[];
}

/** How much of the end of standard error is kept, in characters. */
const keptComplaints = 10_000;

/** Rejects with one line that says what is missing. */
export async function startPython(python: PythonCommand, library: string): Promise<PythonProcess> {
  const child = spawn(python.command, [...python.arguments, library], {
    stdio: 'pipe',
    // Idle threads must not spin while others are measured.
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1', OMP_WAIT_POLICY: 'PASSIVE' },
  });
  const waiting: { resolve(answer: Answer): void; reject(error: Error): void }[] = [];
  const answered = (): Promise<Answer> =>
    new Promise((resolve, reject) => {
      waiting.push({ resolve, reject });
    });
  const hello = answered();
  let complaints = '';
  let over: Error | undefined;
  let folder: string | undefined;
  const gone = new Promise<void>((resolve) => {
    const finish = (error: Error): void => {
      over ??= error;
      if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
      for (const { reject } of waiting.splice(0)) reject(over);
      resolve();
    };
    child.on('error', ({ message, ...error }: NodeJS.ErrnoException) =>
      finish(
        new Error(
          error.code === 'ENOENT'
            ? `there is no ${python.name}`
            : `${python.name} does not start: ${message}`,
        ),
      ),
    );
    child.on('close', (code, signal) => {
      const last = complaints.trim().split('\n').at(-1)!;
      finish(new Error(`${python.name} ended with ${signal ?? `exit code ${code}`}${last && `: ${last}`}`));
    });
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaints = (complaints + text).slice(-keptComplaints);
  });
  // Writing to a process that has ended: its end says why.
  child.stdin.on('error', () => {});
  createInterface({ input: child.stdout }).on('line', (line) => {
    const { resolve, reject } = waiting.shift() ?? { resolve() {}, reject() {} };
    try {
      const answer = JSON.parse(line) as Answer;
      if (answer.error !== undefined) reject(new Error(answer.error));
      else resolve(answer);
    } catch {
      reject(new Error(`${python.name} gave no answer but ${line.slice(0, 100)}`));
    }
  });
  const end = async (): Promise<void> => {
    child.kill();
    await gone;
  };

  const { version, cores, missing, folder: given } = await hello;
  if (missing !== undefined) {
    await end();
    throw new Error(`${python.name} has no ${missing}`);
  }
  folder = given;
  return {
    version,
    cores,
    folder,
    ask(request) {
      if (over) return Promise.reject(over);
      const answer = answered();
      child.stdin.write(`${JSON.stringify(request)}\n`);
      return answer;
    },
    end,
  };
}
