import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';

/**
 * Runs `unitsphere normalize input -o output` again and again, kills each run with SIGKILL at a random moment around
 * the `duration` milliseconds that a whole run takes, and looks at what stands under the target's name: what stood
 * there before (nothing in every other round, an older file in the rest), or all of what `isWhole` accepts.
 */
export async function killLoop({ command, input, output, count, duration, isWhole }) {
  const outcome = { killed: 0, untouched: 0, whole: 0, broken: 0, strays: 0 };
  const older = Buffer.from('an older file');
  for (let round = 0; round < count; round++) {
    const replaces = round % 2 === 1;
    if (replaces) writeFileSync(output, older);
    else if (existsSync(output)) unlinkSync(output);

    const args = [command, 'normalize', input, '-o', output, ...(replaces ? ['--force'] : [])];
    const child = spawn(process.execPath, args, { stdio: 'ignore' });
    const ended = new Promise((resolve) => child.on('close', (_, signal) => resolve(signal)));
    // One moment in each part of a run, and a little past its end.
    const timer = setTimeout(() => child.kill('SIGKILL'), (1.1 * duration * (round + Math.random())) / count);
    if ((await ended) === 'SIGKILL') outcome.killed++;
    clearTimeout(timer);

    const isOlder = (path) => statSync(path).size === older.length && readFileSync(path).equals(older);
    if (replaces ? existsSync(output) && isOlder(output) : !existsSync(output)) outcome.untouched++;
    else if (existsSync(output) && (await isWhole(output))) outcome.whole++;
    else outcome.broken++;
    outcome.strays = Math.max(outcome.strays, strays(output).length);
  }
  return outcome;
}

/** The temporary files beside `output`. */
export function strays(output) {
  const start = `.${basename(output)}.`;
  return readdirSync(dirname(output)).filter((name) => name.startsWith(start));
}
