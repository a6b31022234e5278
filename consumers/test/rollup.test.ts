import { join } from 'node:path';
import { type RollupLog, rollup } from 'rollup';
import { beforeAll, expect, inject, test } from 'vitest';
import { cell } from '../cell.ts';
import { entries, writePage } from '../entries.ts';
import { openPage } from '../open-page.ts';
import { rollupPlugins } from '../rollup-plugins.ts';
import { sets, unitBits } from '../sets.ts';

const said: RollupLog[] = [];

beforeAll(async () => {
  const bundle = await rollup({
    input: entries(),
    plugins: rollupPlugins(),
    onwarn: (warning) => said.push(warning),
  });
  await bundle.write({ dir: join(inject('root'), 'rollup'), format: 'es' });
  await bundle.close();
});

test.for(sets)(
  "Rollup's bundle prints the bits of the contract in Chromium with $name",
  async (set, { task }) => {
    cell(task, 'Rollup', set);
    const heard = await openPage(await writePage(`rollup/${set.name}.html`, `rollup/${set.name}.js`));
    expect(heard).toEqual({ printed: unitBits, complaints: [] });
  },
);

test('of our packages, Rollup warns of the optional one alone that is not installed', () => {
  const ofOurs = said.filter(({ id, exporter }) => /unitsphere/.test(`${id} ${exporter}`));
  expect(ofOurs.map(({ code, exporter }) => ({ code, exporter }))).toEqual([
    { code: 'UNRESOLVED_IMPORT', exporter: '@unitsphere/webgl' },
  ]);
});
