import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build as esbuild } from 'esbuild';
import { rollup } from 'rollup';
import { build as vite } from 'vite';
import { expect, inject, test } from 'vitest';
import webpack from 'webpack';
import { writePage } from '../entries.ts';
import { openPage } from '../open-page.ts';
import { rollupPlugins } from '../rollup-plugins.ts';

const program = `import { pick } from 'unitsphere';

pick({ backends: ['webgl'] }).then(
  ({ backend }) => console.log(backend.name),
  (error) => console.log(\`\${error.code}: \${error.message}\`),
);
`;

/** Each bundles one module into `main.js` of a folder, without settings but those that the bundler itself needs. */
const bundlers: Readonly<Record<string, (input: string, folder: string) => Promise<unknown>>> = {
  esbuild: (input, folder) =>
    esbuild({
      entryPoints: { main: input },
      outdir: folder,
      bundle: true,
      splitting: true,
      format: 'esm',
      logLevel: 'silent',
    }),
  Rollup: async (input, folder) => {
    const bundle = await rollup({ input: { main: input }, plugins: rollupPlugins(), logLevel: 'silent' });
    await bundle.write({ dir: folder, format: 'es' });
    await bundle.close();
  },
  Vite: (input, folder) =>
    vite({
      configFile: false,
      logLevel: 'error',
      root: inject('root'),
      // Where the page is: chunks are beside it.
      base: './',
      build: {
        outDir: folder,
        emptyOutDir: false,
        rolldownOptions: { input: { main: input }, output: { entryFileNames: '[name].js' } },
      },
    }),
  webpack: (input, folder) =>
    new Promise((resolve, reject) => {
      webpack(
        {
          mode: 'production',
          entry: { main: input },
          output: { path: folder },
          optimization: { minimize: false },
        },
        (error, stats) => {
          if (error || stats?.hasErrors()) reject(error ?? new Error(stats?.toString()));
          else resolve(stats);
        },
      );
    }),
};

/** With `@unitsphere/webgl` and gpu.js installed, and without. */
const outcomes = [
  { set: 'docs', printed: /^webgl\n$/ },
  {
    set: 'unitsphere',
    printed: /^backend-unavailable: backend webgl does not start: .*npm install @unitsphere\/webgl\n$/,
  },
];

for (const { set, printed } of outcomes)
  test.for(Object.entries(bundlers))(
    `%s builds a page that asks pick for webgl in the folder ${set}, and what it prints is ${printed.source}`,
    async ([name, bundle]) => {
      const input = join(inject('folders')[set]!, 'pick-webgl.js');
      await writeFile(input, program);
      const folder = `peers-${set}-${name}`;
      await bundle(input, join(inject('root'), folder));
      const heard = await openPage(await writePage(`${folder}/index.html`, `${folder}/main.js`));
      expect(heard.printed).toMatch(printed);
    },
  );
