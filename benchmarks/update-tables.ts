import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parseResults, type Results } from './results.ts';
import { withTables } from './tables.ts';

/** Also from benchmarks/dist, where this is bundled. */
const root = new URL(import.meta.url.includes('/benchmarks/dist/') ? '../../' : '../', import.meta.url);

/** Documents with tables. */
export const documents = ['README.md', 'docs/benchmarks.md'] as const;

/** The newest results of a whole run, else of any; undefined where there are none. */
export function newestResults(): Results | undefined {
  const folder = new URL('benchmarks/results/', root);
  const all = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => parseResults(JSON.parse(readFileSync(new URL(name, folder), 'utf8'))));
  const [newest] = all.sort(
    (a, b) => Number(a.quick) - Number(b.quick) || b.started.localeCompare(a.started),
  );
  return newest;
}

/** The document as it is, and as the newest results have it. */
export function documentWithTables(document: string): { readonly is: string; readonly wanted: string } {
  const is = readFileSync(new URL(document, root), 'utf8');
  const results = newestResults();
  return { is, wanted: results ? withTables(is, results) : is };
}

/** Writes what has changed. */
export function updateTables(): void {
  for (const document of documents) {
    const { is, wanted } = documentWithTables(document);
    if (is !== wanted) writeFileSync(new URL(document, root), wanted);
  }
}
