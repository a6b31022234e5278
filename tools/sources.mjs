// What the repository's own programs import as a package is the package's source. The list is the type check's, so
// that all agree; the manifests name nothing that is not published.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = new URL('..', import.meta.url);
const { compilerOptions } = JSON.parse(readFileSync(new URL('tsconfig.check.json', root), 'utf8'));
const sources = new Map(
  Object.entries(compilerOptions.paths).map(([name, [file]]) => [name, fileURLToPath(new URL(file, root))]),
);

/** A plugin of Vite, vitest and rolldown. */
export const fromSources = {
  name: 'from-sources',
  enforce: 'pre',
  resolveId: { filter: { id: /^(@unitsphere\/|unitsphere$)/ }, handler: (id) => sources.get(id) },
};
