// Brings the tables of README and docs/benchmarks.md up to date with benchmarks/results.
import { fileURLToPath } from 'node:url';
import { build } from 'rolldown';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
await build({
  input: { 'update-tables': 'benchmarks/update-tables.ts' },
  platform: 'node',
  external: /^[^./]/,
  output: { dir: 'benchmarks/dist', entryFileNames: 'bench-[name].js' },
});
const { updateTables } = await import('./dist/bench-update-tables.js');
updateTables();
