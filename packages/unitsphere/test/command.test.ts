import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { float32Of, float64Of, npy, parts, sample } from './npy.ts';
import { run, temporaryFolder } from './run-command.ts';

const glove = fileURLToPath(new URL('../../../examples/glove-5000x100.npy', import.meta.url));

/** Normalizes `values` of a shape with the given flags, and returns the result, its norms and the report. */
async function normalize(values: Float32Array, shape: number[], ...flags: string[]) {
  const folder = temporaryFolder();
  const [input, output, norms] = ['in.npy', 'out.npy', 'norms.npy'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  writeFileSync(input, npy(values, { shape }));
  const args = ['normalize', input, '-o', output, '--norms', norms, '--json', ...flags];
  const { code, stdout, stderr } = await run(args);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return { unit: float32Of(parts(output)), norms: parts(norms), report: JSON.parse(stdout.toString()) };
}

function rounded(values: readonly number[]): Float32Array {
  return Float32Array.from(values);
}

test('real word vectors get the norms that their publisher printed, to the last printed digit', async () => {
  const folder = temporaryFolder();
  const [output, norms] = [join(folder, 'unit.npy'), join(folder, 'norms.npy')];
  const { code } = await run(['normalize', glove, '-o', output, '--norms', norms]);
  expect(code).toBe(0);
  const published = float64Of(parts(glove.replace('.npy', '-norms.npy')));
  const computed = float64Of(parts(norms));
  let largest = 0;
  published.forEach((norm, i) => {
    largest = Math.max(largest, Math.abs(norm - computed[i]!));
  });
  expect(largest).toBeLessThanOrEqual(6e-7);

  const vectors = float32Of(parts(glove));
  const exact = new Float32Array(vectors.length);
  for (let row = 0; row < vectors.length; row += 100) {
    const vector = vectors.subarray(row, row + 100);
    const norm = Math.sqrt(vector.reduce((sum, x) => sum + x * x, 0));
    for (let k = 0; k < 100; k++) exact[row + k] = vector[k]! / norm;
  }
  expect(float32Of(parts(output))).toEqual(exact);
});

test('--p takes 1, 2, inf and any other order', async () => {
  const values = rounded([1, -2, 4]);
  expect((await normalize(values, [3], '--p', '1')).unit).toEqual(rounded([1 / 7, -2 / 7, 4 / 7]));
  const euclid = Math.sqrt(21);
  expect((await normalize(values, [3], '--p', '2')).unit).toEqual(
    rounded([1 / euclid, -2 / euclid, 4 / euclid]),
  );
  expect((await normalize(values, [3], '--p', 'inf')).unit).toEqual(rounded([0.25, -0.5, 1]));
  const { unit, norms } = await normalize(values, [3], '--p', '3');
  expect(float64Of(norms)[0]).toBeCloseTo(Math.cbrt(73), 14);
  expect(unit[1]).toBeCloseTo(-2 / Math.cbrt(73), 7);
});

test.each([
  ['max', 1 / 4, 2 / 4],
  ['max-squared', 1 / 2, 2 / 2],
  ['add', 1 / (Math.sqrt(5) + 4), 2 / (Math.sqrt(5) + 4)],
  ['add-squared', 1 / 3, 2 / 3],
  ['keep-below', 1, 2],
])('--rule %s lets epsilon 4 enter as it says', async (rule, first, second) => {
  const epsilon = rule === 'max-squared' ? ['--epsilon', '4.'] : ['--epsilon', '4e0'];
  const expected = rule === 'max-squared' ? [1 / Math.sqrt(5), 2 / Math.sqrt(5)] : [first, second];
  const { unit } = await normalize(rounded([1, 2]), [2], '--rule', rule, ...epsilon);
  expect(unit).toEqual(rounded(expected));
});

test('--rule none is the default', async () => {
  const values = sample(12);
  const plain = await normalize(values, [3, 4]);
  expect((await normalize(values, [3, 4], '--rule', 'none')).unit).toEqual(plain.unit);
});

test('--like tensorflow leaves short vectors short and counts them as clamped', async () => {
  const { unit, report } = await normalize(rounded([3e-8, 4e-8, 3, 4]), [2, 2], '--like', 'tensorflow');
  expect(unit).toEqual(rounded([Math.fround(3e-8) * 1e6, Math.fround(4e-8) * 1e6, 0.6, 0.8]));
  expect(report).toMatchObject({ clampedSlices: 1, zeroSlices: 0, nonFiniteSlices: 0 });
});

test('--axis takes one axis from either end, several, or all', async () => {
  const values = rounded([3, 4, 4, 3]);
  expect((await normalize(values, [2, 2], '--axis', '0')).unit).toEqual(rounded([0.6, 0.8, 0.8, 0.6]));
  expect((await normalize(values, [2, 2], '--axis', '-2')).unit).toEqual(rounded([0.6, 0.8, 0.8, 0.6]));
  expect((await normalize(values, [1, 4], '--axis', '-1')).unit).toEqual(
    (await normalize(values, [2, 2], '--axis', '0,1')).unit,
  );
  const all = await normalize(values, [2, 2], '--axis', 'all');
  expect(all.unit).toEqual(rounded([3, 4, 4, 3].map((x) => x / Math.sqrt(50))));
  expect(all.norms.header).toContain("'shape': ()");
});

test('--json is one object on one line with what was done', async () => {
  const values = rounded([0, 0, NaN, 1, Infinity, 2, 3, 4]);
  const { report } = await normalize(values, [4, 2], '--backend', 'cpu');
  expect(report).toEqual({
    shape: [4, 2],
    dtype: 'float32',
    backend: 'cpu',
    why: 'cpu: named',
    seconds: expect.any(Number),
    bytesPerSecond: Math.round(32 / report.seconds),
    zeroSlices: 1,
    nonFiniteSlices: 2,
    clampedSlices: 0,
    output: expect.stringMatching(/out\.npy$/),
    norms: expect.stringMatching(/norms\.npy$/),
  });
});

test('without --json a summary of two lines names shape, dtype, backend, rate, counts and outputs', async () => {
  const folder = temporaryFolder();
  const [input, output] = [join(folder, 'in.npy'), join(folder, 'out.npy')];
  writeFileSync(input, npy(rounded([3, 4, 0, 0]), { shape: [2, 2] }));
  const { stdout, stderr } = await run(['normalize', input, '-o', output]);
  expect(stdout.toString()).toMatch(
    /^\[2,2\] float32 on cpu: \d+\.\d{3} s, \d+\.\d\d GB\/s\nslices: 1 zero, 0 non-finite, 0 clamped; wrote .*out\.npy\n$/,
  );
  expect(stderr).toBe('');
});

test('tiles that are cut give the same bits as one piece: rows, inner axes and columns', async () => {
  const values = sample(2_400_000);
  const whole = (length: number, stride: number) => {
    const unit = new Float32Array(values.length);
    for (let block = 0; block < values.length; block += length * stride) {
      for (let i = block; i < block + stride; i++) {
        let square = 0;
        for (let k = 0; k < length; k++) square += values[i + k * stride]! * values[i + k * stride]!;
        for (let k = 0; k < length; k++) unit[i + k * stride] = values[i + k * stride]! / Math.sqrt(square);
      }
    }
    return unit;
  };
  const same = (a: Float32Array, b: Float32Array): boolean =>
    Buffer.from(a.buffer).equals(Buffer.from(b.buffer));
  expect(same((await normalize(values, [24_000, 100])).unit, whole(100, 1))).toBe(true);
  expect(same((await normalize(values, [24, 100, 1000], '--axis', '1')).unit, whole(100, 1000))).toBe(true);
  const wide = sample(9_600_000, 2);
  const { unit, norms } = await normalize(wide, [4, 2_400_000], '--axis', '0');
  const expected = new Float32Array(wide.length);
  const lengths = float64Of(norms);
  for (let i = 0; i < wide.length; i++) expected[i] = wide[i]! / lengths[i % 2_400_000]!;
  expect(same(unit, expected)).toBe(true);
});

test('backends lists what starts, in words and as one JSON object', async () => {
  const words = await run(['backends']);
  expect(words).toMatchObject({ code: 0, stderr: '' });
  expect(words.stdout.toString()).toMatch(
    /^wasm +starts: float32 exact, .*\ncpu +starts: float32 exact, float64 ≤ 1 ULP, norms ≤ 1 ULP, gradient ≤ 1 ULP of max\|dy\|\/D$/m,
  );
  const json = await run(['backends', '--json']);
  expect(JSON.parse(json.stdout.toString()).backends).toContainEqual(
    expect.objectContaining({ name: 'cpu', starts: true }),
  );
});

test('--version is the version of the package', async () => {
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  expect(await run(['--version'])).toEqual({ code: 0, stdout: Buffer.from(`${version}\n`), stderr: '' });
});

test.each([[[]], [['normalize']], [['backends']]])(
  '%j --help names every option and an example',
  async (command) => {
    const { code, stdout, stderr } = await run([...command, '--help']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const text = stdout.toString();
    const flags = {
      '': ['--version', 'normalize', 'backends'],
      normalize:
        '--output --in-place --axis --p --rule --epsilon --like --backend --norms --force --json'.split(' '),
      backends: ['--json'],
    };
    for (const flag of flags[(command[0] ?? '') as keyof typeof flags]) expect(text).toContain(flag);
    expect(text).toContain('Example');
    expect(text).toMatch(/2 {2}the arguments are wrong/);
  },
);

test.each([
  ['missing-command', []],
  ['unknown-command', ['normalise']],
  ['missing-argument', ['normalize']],
  ['missing-argument', ['normalize', 'in.npy', '-o']],
  ['surplus-argument', ['normalize', 'a.npy', 'b.npy', '-o', 'c.npy']],
  ['surplus-argument', ['backends', 'cpu']],
  ['unknown-option', ['normalize', 'in.npy', '--outptu', 'out.npy']],
  ['unknown-option', ['--json']],
  ['missing-output', ['normalize', 'in.npy']],
  ['conflicting-outputs', ['normalize', 'in.npy', '-o', 'out.npy', '--in-place']],
  ['invalid-p', ['normalize', 'in.npy', '-o', 'out.npy', '--p', '0.5']],
  ['invalid-axis', ['normalize', 'in.npy', '-o', 'out.npy', '--axis', '1.5']],
  ['unknown-rule', ['normalize', 'in.npy', '-o', 'out.npy', '--rule', 'sum']],
  ['unknown-preset', ['normalize', 'in.npy', '-o', 'out.npy', '--like', 'numpy']],
])('%s: unitsphere %j exits with 2 and one line', async (code, args) => {
  const finished = await run(args);
  expect(finished).toMatchObject({ code: 2, stdout: Buffer.alloc(0) });
  expect(finished.stderr).toMatch(new RegExp(`^unitsphere: .+ \\[${code}\\]\\n$`));
});

test.each([
  ['axis-out-of-range', ['--axis', '2'], 'axis 2 is out of range for rank 2: expected -2 to 1'],
  ['repeated-axis', ['--axis', '0,-2'], 'names an axis twice at rank 2'],
  [
    'unknown-backend',
    ['--backend', 'abacus'],
    'unknown backend abacus; expected one of wasm, cpu, webgpu, webgl',
  ],
])('%s: %j is wrong for this file, exits with 2 and writes nothing', async (code, flags, words) => {
  const folder = temporaryFolder();
  const [input, output] = [join(folder, 'in.npy'), join(folder, 'out.npy')];
  writeFileSync(input, npy(sample(6), { shape: [2, 3] }));
  const finished = await run(['normalize', input, '-o', output, ...flags]);
  expect(finished.code).toBe(2);
  expect(finished.stderr).toContain(words);
  expect(finished.stderr).toContain(`[${code}]`);
  expect(() => readFileSync(output)).toThrow('ENOENT');
});
