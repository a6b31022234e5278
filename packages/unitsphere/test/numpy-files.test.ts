import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { float64Of, parts } from './npy.ts';
import { temporaryFolder } from './run-command.ts';
import { runMain } from './run-main.ts';

const fixtures = fileURLToPath(new URL('./fixtures/', import.meta.url));
const fixture = (name: string): string => join(fixtures, `${name}.npy`);

async function normalize(name: string, ...flags: string[]): Promise<{ output: Buffer; norms: Buffer }> {
  const folder = temporaryFolder();
  const [output, norms] = [join(folder, 'out.npy'), join(folder, 'norms.npy')];
  const args = ['normalize', fixture(name), '-o', output, '--norms', norms, ...flags];
  const { code, stderr } = await runMain(args);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return { output: readFileSync(output), norms: readFileSync(norms) };
}

/** Row-major float values of a Fortran-ordered [2,3,4] array, each `size` bytes. */
function rowMajor(body: Buffer, size: number): Buffer {
  const moved = Buffer.alloc(body.length);
  for (let i = 0; i < 2; i++) {
    for (let j = 0; j < 3; j++) {
      for (let k = 0; k < 4; k++) {
        const from = (i + 2 * (j + 3 * k)) * size;
        body.copy(moved, ((i * 3 + j) * 4 + k) * size, from, from + size);
      }
    }
  }
  return moved;
}

test('the last axis comes out as computed with 60 digits, in the very file that NumPy would write', async () => {
  const { output, norms } = await normalize('c-f4');
  expect(output.equals(readFileSync(fixture('unit-2')))).toBe(true);
  expect(norms.equals(readFileSync(fixture('norms-2')))).toBe(true);
});

test('two axes that do not adjoin come out as computed with 60 digits', async () => {
  const { output, norms } = await normalize('c-f4', '--axis', '0,2');
  expect(output.equals(readFileSync(fixture('unit-02')))).toBe(true);
  expect(norms.equals(readFileSync(fixture('norms-02')))).toBe(true);
});

test.each(['version-2', 'version-3', 'big-endian-f4'])(
  '%s gives the same file as version 1, little-endian',
  async (name) => {
    expect((await normalize(name)).output.equals(readFileSync(fixture('unit-2')))).toBe(true);
  },
);

test('big-endian float64 gives the same file as little-endian', async () => {
  const [swapped, plain] = [await normalize('big-endian-f8'), await normalize('c-f8')];
  expect(swapped.output.equals(plain.output)).toBe(true);
  expect(swapped.norms.equals(plain.norms)).toBe(true);
});

describe.each(['f4', 'f8'])('Fortran order, %s', (type) => {
  test.each(['-1', '0', '1', '0,1', '1,2', '0,2', 'all'])(
    'axis %s gives the values of C order, still in Fortran order',
    async (axis) => {
      const fortran = await normalize(`fortran-${type}`, '--axis', axis);
      const c = await normalize(`c-${type}`, '--axis', axis);
      const [from, to] = [parts(fortran.output), parts(c.output)];
      expect(from.header).toBe(to.header.replace("'fortran_order': False", "'fortran_order': True"));
      expect(rowMajor(from.body, type === 'f4' ? 4 : 8).equals(to.body)).toBe(true);
    },
  );
});

test('norms of a Fortran file are in Fortran order too, and in C order where they have one axis', async () => {
  const fortran = parts((await normalize('fortran-f8', '--axis', '1')).norms);
  const c = parts((await normalize('c-f8', '--axis', '1')).norms);
  expect(fortran.header).toBe("{'descr': '<f8', 'fortran_order': True, 'shape': (2, 4), }");
  const [moved, plain] = [float64Of(fortran), float64Of(c)];
  for (let i = 0; i < 2; i++) for (let k = 0; k < 4; k++) expect(moved[i + 2 * k]).toBe(plain[i * 4 + k]);

  const single = parts((await normalize('fortran-f8', '--axis', '0,2')).norms);
  expect(single.header).toBe("{'descr': '<f8', 'fortran_order': False, 'shape': (3,), }");
});

test('rank 0 is one slice of one value', async () => {
  const { output, norms } = await normalize('rank-0');
  expect(parts(output)).toEqual({
    header: "{'descr': '<f4', 'fortran_order': False, 'shape': (), }",
    body: Buffer.from(new Float32Array([-1]).buffer),
  });
  expect(float64Of(parts(norms))).toEqual(new Float64Array([7.5]));
});

test('rank 32 is read and written', async () => {
  const { output } = await normalize('long-shape', '--axis', '5,7');
  expect(output.equals(readFileSync(fixture('long-shape')))).toBe(true);
});

test('no rows give no rows, and empty slices have norm 0', async () => {
  const none = await normalize('no-rows');
  expect(none.output.equals(readFileSync(fixture('no-rows')))).toBe(true);
  expect(parts(none.norms).header).toContain("'shape': (0,)");
  const empty = await normalize('empty-slices');
  expect(empty.output.equals(readFileSync(fixture('empty-slices')))).toBe(true);
  expect(float64Of(parts(empty.norms))).toEqual(new Float64Array(3));
});

test.each([
  ['int32', '<i4'],
  ['bool', '|b1'],
  ['float16', '<f2'],
  ['complex64', '<c8'],
  ['text', '<U3'],
  ['object', '|O'],
  ['structured', 'a structured dtype'],
])('dtype %s is an error that names it, and nothing is written', async (name, dtype) => {
  const output = join(temporaryFolder(), 'out.npy');
  const { code, stderr } = await runMain(['normalize', fixture(name), '-o', output]);
  expect(code).toBe(1);
  expect(stderr).toContain(`holds dtype ${dtype}`);
  expect(stderr).toMatch(/^unitsphere: .* \[unsupported-dtype\]\n$/);
  expect(() => readFileSync(output)).toThrow('ENOENT');
});
