import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { softwareVulkan } from '../../tools/vulkan.mjs';
import type { PassReport, PassRequest } from '../run-pass.ts';
import type { PlaceHooks, PlaceReport, PlaceRunner } from './place-runner.ts';

/** What the program of a pass says. */
export interface ChildMessage {
  readonly progress?: string;
  readonly report?: PassReport;
  readonly failure?: string;
}

const flags: readonly string[] = ['--expose-gc'];

/** Node: a process for each pass, which runs `program`. */
export function nodePlace(program: string): PlaceRunner {
  return {
    name: 'node',
    async run(request, hooks): Promise<PlaceReport> {
      const child = fork(program, {
        execArgv: [...flags],
        env: { ...process.env, ...softwareVulkan() },
        // What libraries print is not the command's output.
        stdio: ['ignore', 2, 2, 'ipc'],
      });
      const end = (): void => void child.kill('SIGKILL');
      hooks.signal.addEventListener('abort', end, { once: true });
      process.once('exit', end);
      try {
        return { version: process.version, flags, ...(await reportOf(child, request, hooks)) };
      } finally {
        end();
        hooks.signal.removeEventListener('abort', end);
        process.off('exit', end);
      }
    },
  };
}

async function reportOf(
  child: ChildProcess,
  request: PassRequest,
  { signal, progress }: PlaceHooks,
): Promise<PassReport> {
  const reported = new Promise<PassReport>((resolve, reject) => {
    child.on('message', ({ progress: text, report, failure }: ChildMessage) => {
      if (text !== undefined) progress(text);
      if (report !== undefined) resolve(report);
      if (failure !== undefined) reject(new Error(failure));
    });
  });
  const ended = once(child, 'exit').then(([code, by]) => {
    signal.throwIfAborted();
    throw new Error(`the process of the pass ended ${by ? `by ${by}` : `with ${code}`}`);
  });
  // Whichever comes second is not looked at.
  ended.catch(() => undefined);
  child.send(request);
  return await Promise.race([reported, ended]);
}
