import { constants } from 'node:os';
import { main } from './command/main.ts';

for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(name, () => process.exit(128 + constants.signals[name]));
}

process.exitCode = await main(process.argv.slice(2), process);
