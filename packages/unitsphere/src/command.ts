import { totalmem } from 'node:os';
import { candidates } from './candidates.ts';
import { main } from './main.ts';

const controller = new AbortController();
for (const name of ['SIGINT', 'SIGTERM'] as const) {
  // Once: a second signal ends the process at once.
  process.once(name, () => controller.abort(name));
}

const { stdin, stdout, stderr } = process;
// Elsewhere, memory that the system would give back at once does not count as available.
const availableMemory = process.platform === 'linux' ? process.availableMemory : totalmem;
process.exitCode = await main(process.argv.slice(2), {
  stdin,
  stdout,
  stderr,
  candidates,
  availableMemory,
  signal: controller.signal,
});
