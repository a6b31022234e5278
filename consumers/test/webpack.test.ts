import { join } from 'node:path';
import { beforeAll, expect, inject, test } from 'vitest';
import webpack, { type StatsError } from 'webpack';
import { cell } from '../cell.ts';
import { entries, writePage } from '../entries.ts';
import { openPage } from '../open-page.ts';
import { sets, unitBits } from '../sets.ts';

let said: readonly string[];

beforeAll(async () => {
  const { errors = [], warnings = [] } = await bundled();
  expect(errors.map(({ message }) => message)).toEqual([]);
  said = warnings.map(({ moduleName, message }) => `${moduleName}: ${message}`);
});

function bundled(): Promise<{ errors?: StatsError[]; warnings?: StatsError[] }> {
  const settings = {
    mode: 'production' as const,
    context: inject('root'),
    entry: entries(),
    output: { path: join(inject('root'), 'webpack'), publicPath: '/webpack/' },
    // What tfjs is made of takes a minute to minify.
    optimization: { minimize: false },
    performance: { hints: false as const },
  };
  return new Promise((resolve, reject) => {
    webpack(settings, (error, stats) => {
      if (error || stats === undefined) reject(error);
      else resolve(stats.toJson({ all: false, errors: true, warnings: true, ids: true }));
    });
  });
}

test.for(sets)(
  "webpack's bundle prints the bits of the contract in Chromium with $name",
  async (set, { task }) => {
    cell(task, 'webpack', set);
    const heard = await openPage(await writePage(`webpack/${set.name}.html`, `webpack/${set.name}.js`));
    expect(heard).toEqual({ printed: unitBits, complaints: [] });
  },
);

test('webpack warns of the optional package alone that is not installed', () => {
  expect(said).toEqual([
    expect.stringMatching(/unitsphere\/dist\/.*: Module not found: .*'@unitsphere\/webgl'/),
  ]);
});
