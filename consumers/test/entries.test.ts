import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { compile, type Resolution } from '../compile.ts';
import { done } from '../run.ts';
import { docs } from '../sets.ts';

const folder = inject('folders')['docs']!;
const entries = docs.packages.flatMap((each) => {
  const name = each === 'unitsphere' ? each : `@unitsphere/${each}`;
  const { exports } = JSON.parse(readFileSync(join(folder, 'node_modules', name, 'package.json'), 'utf8'));
  return Object.keys(exports).map((path) => name + path.slice(1));
});
/** What leaves something behind by itself, and comes along: loaded first. */
const others = ['@tensorflow/tfjs', 'fast-check'];

async function printed(name: string, program: string): Promise<string> {
  await writeFile(join(folder, name), program);
  return done(process.execPath, [name], folder);
}

test('every entry can be required, and changes nothing of the platform when it is', async () => {
  const program = `for (const name of ${JSON.stringify(others)}) require(name);
const { prototype: list } = Array;
const things = [globalThis, Object.prototype, list, Float32Array.prototype, Math, process.env];
const seen = () => things.map((thing) => Reflect.ownKeys(thing).map(String)).concat([process.eventNames().map(String)]);
const before = JSON.stringify(seen());
for (const name of ${JSON.stringify(entries)}) {
  require(name);
  console.log(name, JSON.stringify(seen()) === before);
}
`;
  expect(entries.length).toBeGreaterThan(15);
  expect((await printed('require-all.cjs', program)).trim().split('\n')).toEqual(
    entries.map((name) => `${name} true`),
  );
});

test.for<Resolution>(['nodenext', 'bundler'])(
  'strict TypeScript by %s takes the declarations of every entry without skipLibCheck',
  async (resolution) => {
    const imports = entries.map((name, i) => `import * as all${i} from '${name}';`);
    await writeFile(
      join(folder, 'entries.ts'),
      [...imports, `console.log(${entries.map((_, i) => `all${i}`).join()});\n`].join('\n'),
    );
    const said = [...compile(folder, ['entries.ts'], resolution)].filter(
      ([name]) => /unitsphere/.test(name) || name.endsWith('.ts'),
    );
    expect(said).toEqual([]);
  },
);
