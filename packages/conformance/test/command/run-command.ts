import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';

const commandPath: string = fileURLToPath(new URL('../../bin/conformance.js', import.meta.url));
const cpuUrl: string = new URL('../../../cpu/dist/index.js', import.meta.url).href;

export interface Finished {
  /** Null where a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunSettings {
  readonly cwd?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** A signal for the process, sent when the other aborts. */
  readonly interrupt?: { readonly signal: NodeJS.Signals; readonly when: AbortSignal };
}

/** Runs the built command in a process of its own. */
export function run(
  args: readonly string[],
  { cwd, environment, interrupt }: RunSettings = {},
): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, ...environment };
    const child = spawn(process.execPath, [commandPath, ...args], {
      cwd,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    interrupt?.when.addEventListener('abort', () => child.kill(interrupt.signal));
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (piece: Buffer) => {
      stdout += piece.toString();
    });
    child.stderr.on('data', (piece: Buffer) => {
      stderr += piece.toString();
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}

const folders: string[] = [];

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A folder of its own, gone at the end of the test file: tests side by side have no end in common. */
function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'conformance-test-'));
  folders.push(folder);
  return folder;
}

/** A folder that holds backend.mjs with this text, which can use `cpu`. */
export function folderWithModule(text: string): string {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'backend.mjs'), `import { cpu } from '${cpuUrl}';\n${text}\n`);
  return folder;
}

/** A module whose backend is cpu but for what `changes`, the text of an object, says of it. */
export function moduleOf(changes: string): string {
  return `const right = cpu();\nexport const create = () => ({ ...cpu(), ...${changes} });`;
}
