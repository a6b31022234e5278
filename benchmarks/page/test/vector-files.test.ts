import { type DType, type FloatArray, type PresetName, presets } from '@unitsphere/core';
import { normalize, normalizeWithNorms } from '@unitsphere/cpu';
import fc from 'fast-check';
import { parse } from 'npyjs';
import Papa from 'papaparse';
import { expect, test } from 'vitest';
import { backends } from '../src/live/backends.ts';
import { visitCsvRows } from '../src/vectors/csv-rows.ts';
import { histogramOf } from '../src/vectors/histogram.ts';
import type { Outcome, Settings } from '../src/vectors/job.ts';
import { summarizeNorms } from '../src/vectors/norm-summary.ts';
import { numberText, parseNumber } from '../src/vectors/number-text.ts';
import { openFile } from '../src/vectors/open-file.ts';
import type { Opened, Reading } from '../src/vectors/opened.ts';
import { runJob } from '../src/vectors/run-job.ts';

const asFloat32: Reading = { dtype: 'float32', delimiter: '', firstRow: 'guess', keep: [] };
const asFloat64: Reading = { ...asFloat32, dtype: 'float64' };
const unheard = (): void => {};

function open(name: string, ...[content, reading = asFloat32]: [BlobPart, Reading?]): Promise<Opened> {
  return openFile(new File([content], name), reading, unheard);
}

function run(name: string, content: BlobPart, settings: Partial<Settings> = {}): Promise<Outcome> {
  const whole = { backend: 'cpu', rule: {}, reading: asFloat32, ...settings };
  return runJob({ file: new File([content], name), settings: whole }, backends, unheard);
}

/** As NumPy writes it; independent of what the page reads and writes with. */
function npy(
  descr: string,
  shape: string,
  values: Uint8Array,
  fortran = 'False',
  multiple = 64,
): Uint8Array<ArrayBuffer> {
  const dict = `{'descr': '${descr}', 'fortran_order': ${fortran}, 'shape': ${shape}, }`;
  const length = Math.ceil((10 + dict.length + 1) / multiple) * multiple - 10;
  const bytes = new Uint8Array(10 + length + values.length);
  bytes.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, length & 0xff, length >> 8]);
  bytes.set(new TextEncoder().encode(`${dict.padEnd(length - 1)}\n`), 10);
  bytes.set(values, 10 + length);
  return bytes;
}

function bytesOf(values: ArrayBufferView): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength).slice();
}

function bitsOf(values: FloatArray): string {
  return Buffer.from(bytesOf(values)).toString('hex');
}

const float32Bits = fc
  .oneof(fc.integer({ min: 0, max: 2 ** 32 - 1 }), fc.integer({ min: 0, max: 2 ** 24 }))
  .map((bits) => new Float32Array(Uint32Array.of(bits).buffer)[0]!);
const finite32 = float32Bits.filter(Number.isFinite);
const finite64 = fc.double({ noNaN: true, noDefaultInfinity: true });

test('text of a float32 reads back as its bits, and no shorter one does', () => {
  fc.assert(
    fc.property(float32Bits, (value) => {
      const text = numberText(value, 'float32');
      expect(Object.is(Math.fround(parseNumber(text)!), value)).toBe(true);
      const digits = text
        .replace(/e.*$/, '')
        .replace(/\D/g, '')
        .replace(/^0+|0+$/g, '').length;
      if (Math.abs(value) < 2 ** -126 || digits < 2 || !Number.isFinite(value)) return;
      expect(Math.fround(Number(value.toPrecision(digits - 1)))).not.toBe(value);
    }),
    { numRuns: 3000 },
  );
});

test('only what a reader of numbers takes is a number', () => {
  const numbers = ['1', ' -1.5 ', '+.5', '5.', '1e-3', '1E5', 'NaN', '-inf', 'Infinity'];
  expect(numbers.map(parseNumber)).toEqual([1, -1.5, 0.5, 5, 0.001, 1e5, Number.NaN, -Infinity, Infinity]);
  for (const text of ['', ' ', '.', 'e5', '0x10', '1,5', '1e', '1 2', '1_000', 'nano', '--1'])
    expect(parseNumber(text)).toBeUndefined();
});

test('rows of a CSV are the same however the chunks fall, whatever is quoted', () => {
  const cell = fc.string({
    unit: fc.constantFrom('a', 'é', '😀', '"', ',', '\n', '\r\n', ' ', '1'),
    maxLength: 6,
  });
  const grid = fc
    .integer({ min: 2, max: 4 })
    .chain((width) =>
      fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 8 }),
    );
  fc.assert(
    fc.property(
      grid,
      fc.integer({ min: 40, max: 200 }),
      fc.constantFrom('\n', '\r\n'),
      (rows, length, newline) => {
        // What Papa guesses the ends of lines by.
        const text = Papa.unparse([['w', ...rows[0]!.slice(1).map(() => 'h')], ...rows], {
          newline,
          quotes: true,
        });
        const seen: (readonly string[])[] = [];
        visitCsvRows(text, 'x.csv', ({ cells }) => seen.push(cells), { delimiter: ',', length });
        expect(seen.slice(1)).toEqual(rows);
      },
    ),
    { numRuns: 300 },
  );
});

test('a CSV that is written reads back with the same bits, texts, delimiter and ends of lines', async () => {
  const word = fc.string({
    unit: fc.constantFrom('a', 'é', '"', ';', ',', '\n', ' ', '7'),
    minLength: 1,
    maxLength: 5,
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(word, finite32, finite32), { minLength: 1, maxLength: 20 }),
      fc.constantFrom(',', ';', '\t'),
      fc.constantFrom('\n', '\r\n'),
      fc.boolean(),
      async (rows, delimiter, newline, marked) => {
        const data = [
          ['w,"', 'a', 'b'],
          ...rows.map(([w, a, b]) => [w, numberText(a, 'float32'), numberText(b, 'float32')]),
        ];
        const text = `${marked ? '\ufeff' : ''}${Papa.unparse(data, { delimiter, newline })}${newline}`;
        const opened = await open('x.csv', text, {
          ...asFloat32,
          delimiter,
          firstRow: 'headings',
          keep: ['1'],
        });
        expect(opened.shape).toEqual([rows.length, 2]);
        expect(bitsOf(opened.values)).toBe(bitsOf(Float32Array.from(rows.flatMap(([, a, b]) => [a, b]))));
        const written = await opened.write(opened.values, unheard).arrayBuffer();
        expect(new TextDecoder('utf-8', { ignoreBOM: true }).decode(written)).toBe(text);
      },
    ),
    { numRuns: 100 },
  );
});

test('JSON that is written reads back with the same bits and nesting', async () => {
  const shape = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(
      shape,
      fc.constantFrom<DType>('float32', 'float64'),
      fc.gen(),
      async (sizes, dtype, gen) => {
        const nested = (depth: number): unknown =>
          depth === sizes.length
            ? gen(() => (dtype === 'float32' ? finite32 : finite64))
            : Array.from({ length: sizes[depth]! }, () => nested(depth + 1));
        const data = nested(0);
        const text = JSON.stringify(data, (_, value) => value);
        const opened = await open('x.json', text, dtype === 'float32' ? asFloat32 : asFloat64);
        expect(opened.shape).toEqual(sizes);
        const written = JSON.parse(await opened.write(opened.values, unheard).text());
        // JSON.stringify has no sign for zero.
        const flat = (value: unknown): number[] => [value].flat(Infinity) as number[];
        const shapeOf = (value: unknown): number[] =>
          Array.isArray(value) ? [value.length, ...shapeOf(value[0])] : [];
        expect(shapeOf(written)).toEqual(sizes);
        const back = flat(written).map((value) => (dtype === 'float32' ? Math.fround(value) : value));
        expect(back.every((value, i) => value === flat(data)[i])).toBe(true);
      },
    ),
    { numRuns: 100 },
  );
});

test('JSON with data and shape keeps its other keys, and null is NaN there and back', async () => {
  const opened = await open('x.json', '{"id":"é","shape":[2,2],"data":[1,null,-0,1e-7],"n":[1]}');
  expect(opened.shape).toEqual([2, 2]);
  expect([...opened.values]).toEqual([1, Number.NaN, -0, Math.fround(1e-7)]);
  const text = await opened.write(opened.values, unheard).text();
  expect(text).toBe('{"id":"é","shape":[2,2],"data":[1,null,-0,1e-7],"n":[1]}\n');
  expect((await open('x.json', '{"data":[[3],[4]]}')).shape).toEqual([2, 1]);
});

test('a .npy that is written is one by the rules of NumPy, and reads back with the same bits', async () => {
  const sizes = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(
      sizes,
      fc.constantFrom<DType>('float32', 'float64'),
      fc.boolean(),
      fc.constantFrom('<', '>'),
      fc.constantFrom(64, 16, 1),
      fc.gen(),
      async (shape, dtype, fortran, order, multiple, gen) => {
        const count = shape.reduce((product, size) => product * size, 1);
        const numbers = Array.from({ length: count }, () => gen(() => finite64));
        const values = dtype === 'float32' ? Float32Array.from(numbers) : Float64Array.from(numbers);
        const bytes = bytesOf(values);
        const size = values.BYTES_PER_ELEMENT;
        if (order === '>') for (let i = 0; i < bytes.length; i += size) bytes.subarray(i, i + size).reverse();
        const tuple = `(${shape.map((n) => `${n},`).join(' ')})`;
        const file = npy(`${order}f${size}`, tuple, bytes, fortran ? 'True' : 'False', multiple);
        const opened = await open('x.npy', file);
        expect([opened.shape, opened.fortranOrder]).toEqual([shape, fortran]);
        expect(bitsOf(opened.values)).toBe(bitsOf(values));
        const written = await opened.write(opened.values, unheard).arrayBuffer();
        const read = parse(written);
        expect([read.shape, read.fortranOrder, read.dtype]).toEqual([shape, fortran, `f${size}`]);
        expect(bitsOf(read.data as FloatArray)).toBe(bitsOf(values));
        const head = new Uint8Array(written);
        const length = 10 + head[8]! + head[9]! * 256;
        const dict = new TextDecoder('latin1').decode(head.subarray(10, length));
        expect([[...head.subarray(0, 8)], length % 64, dict.at(-1)]).toEqual([
          [0x93, 78, 85, 77, 80, 89, 1, 0],
          0,
          '\n',
        ]);
        expect(dict).toMatch(
          /^\{'descr': '<f[48]', 'fortran_order': (True|False), 'shape': \((\d+,|\d+(, \d+)+)?\), \} *\n$/,
        );
      },
    ),
    { numRuns: 100 },
  );
});

test('half precision and integers of a .npy become the floats that were asked for', async () => {
  const half = await open('x.npy', npy('<f2', '(3,)', bytesOf(Uint16Array.of(0x3c00, 0x8001, 0x7c00))));
  expect([...half.values]).toEqual([1, -(2 ** -24), Infinity]);
  const wide = npy('<i8', '(2, 1)', bytesOf(BigInt64Array.of(-5n, 2n ** 40n + 1n)));
  expect([...(await open('x.npy', wide, asFloat64)).values]).toEqual([-5, 2 ** 40 + 1]);
  const single = await open('x.npy', wide);
  expect([single.values.constructor, ...single.values]).toEqual([Float32Array, -5, 2 ** 40]);
  expect(single.notes.join()).toContain('i8');
  expect([...(await open('x.npy', npy('|u1', '(1, 2)', Uint8Array.of(0, 255), 'True'))).values]).toEqual([
    0, 255,
  ]);
});

test('the result of each preset and rule has the bits of cpu, whatever the kind and order of the file', async () => {
  const rows = [
    [3, -4, 1e-20],
    [0, 0, 0],
    [1e-9, 2e-9, -1e-9],
    [1, Number.NaN, 2],
  ];
  const flat = rows.flat();
  const rules: Settings['rule'][] = [
    ...(Object.keys(presets) as PresetName[]).map((like) => ({ like })),
    { rule: 'add', epsilon: 1e-3 },
    { p: 3 },
    { p: Infinity, rule: 'keep-below', epsilon: 1e-8 },
  ];
  for (const rule of rules)
    for (const axis of [-1, 0, null, [1, 0]]) {
      const options = { shape: [4, 3], axis, ...rule };
      const expected = normalizeWithNorms(Float32Array.from(flat), options);
      const json = await run('x.json', JSON.stringify(rows), { axis, rule });
      const back = (JSON.parse(await json.result.text()) as number[][]).flat();
      expect(bitsOf(Float32Array.from(back.map((n) => n ?? Number.NaN)))).toBe(bitsOf(expected.values));
      expect([json.tally, json.norms.before.slices]).toEqual([expected.tally, expected.norms.length]);
      const columns = Float64Array.from({ length: 12 }, (_, i) => rows[i % 4]![Math.floor(i / 4)]!);
      const fortran = await run('x.npy', npy('<f8', '(4, 3)', bytesOf(columns), 'True'), { axis, rule });
      const double = normalize(Float64Array.from(flat), options);
      const wanted = Float64Array.from({ length: 12 }, (_, i) => double[(i % 4) * 3 + Math.floor(i / 4)]!);
      expect(bitsOf(parse(await fortran.result.arrayBuffer()).data as FloatArray)).toBe(bitsOf(wanted));
      expect(fortran.preview.after.rows[0]).toEqual(
        [...double.slice(0, 3)].map((n) => numberText(n, 'float64')),
      );
    }
});

test('each kind of file gives back its own kind, with the norms and the first rows', async () => {
  const csv = await run('x.csv', 'id,word,x,y\n7,"a, b",3,4\n8,c,0,0\n', {
    reading: { ...asFloat32, keep: ['id'] },
  });
  expect(await csv.result.text()).toBe('id,word,x,y\n7,"a, b",0.6,0.8\n8,c,0,0\n');
  expect([csv.shape, csv.tally.zero, csv.norms.before.max]).toEqual([[2, 2], 1, 5]);
  expect(csv.preview.before).toEqual({
    columnNames: ['x', 'y'],
    rowNames: ['7 a, b', '8 c'],
    rows: [
      ['3', '4'],
      ['0', '0'],
    ],
    isPart: false,
  });
  const scalar = await run('x.npy', npy('<f4', '()', bytesOf(Float32Array.of(-7))));
  expect([...(parse(await scalar.result.arrayBuffer()).data as Float32Array)]).toEqual([-1]);
  const none = await run('x.npy', npy('<f4', '(0, 5)', new Uint8Array(0)));
  expect([none.norms.before.slices, none.norms.before.min]).toEqual([0, undefined]);
});

test('the bars of a histogram hold each slice whose norm is finite, once', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, noNaN: false }), { maxLength: 50 }), (norms) => {
      const { slices, nonFinite, histogram } = summarizeNorms(Float64Array.from(norms, Math.abs));
      expect(histogram.counts.reduce((sum, count) => sum + count, 0)).toBe(slices - nonFinite);
    }),
    { numRuns: 1000 },
  );
  expect(histogramOf([0, 1, 2, 3, 4], 4)).toEqual({ from: 0, to: 4, counts: [1, 1, 1, 2] });
  expect(histogramOf([1, 1 - 1e-7], 4)).toEqual({ from: 0, to: 1, counts: [0, 0, 0, 2] });
  const { min, median, max } = summarizeNorms(Float64Array.of(5, Number.NaN, 1, 2, 4));
  expect([min, median, max]).toEqual([1, 3, 5]);
});

const refused: readonly (readonly [name: string, content: BlobPart, code: string, words: string])[] = [
  ['x.txt', '1,2', 'unknown-kind', 'expected .npy, .json or .csv'],
  ['npy', '1,2', 'unknown-kind', 'expected .npy'],
  ['x.csv', '', 'file-empty', 'x.csv is empty'],
  ['x.csv', '1,2\n3\n', 'ragged-rows', 'row 2 has 1 cells, expected 2'],
  ['x.csv', 'a,b\n\n1,2\n3,4,5\n', 'ragged-rows', 'row 4 has 3 cells, expected 2'],
  ['x.csv', '1,2\n3,x\n', 'not-a-number', 'row 2, column 2 holds "x"'],
  ['x.csv', '1,2\n3,\n', 'not-a-number', 'row 2, column 2 is empty'],
  ['x.csv', 'a,b\n', 'not-vectors', 'row 1 has no column of numbers'],
  ['x.csv', '\n\n', 'not-vectors', 'no rows'],
  ['x.csv', '1,2\n3,"4\n', 'not-csv', 'row 2: Quoted field unterminated'],
  ['x.csv', Uint8Array.of(0x61, 0xe9, 0x2c, 0x31), 'not-text', 'save it as UTF-8'],
  ['x.json', '[[1,2],[3,NaN]]', 'not-json', 'null in place of NaN'],
  ['x.json', '[[1,2],[3]]', 'ragged-rows', 'row [1] holds 1, expected 2'],
  ['x.json', '[[1,2],3]', 'ragged-rows', 'the number 3 stands at [1], expected a row of 2'],
  ['x.json', '[[1,2],[3,"4"]]', 'not-a-number', 'the string "4" stands at [1][1]'],
  ['x.json', '[1,[2]]', 'ragged-rows', 'an array stands at [1], expected a number'],
  ['x.json', '[{"a":1}]', 'not-a-number', 'an object stands at [0]'],
  ['x.json', '{"vectors":[1]}', 'not-vectors', 'expected arrays of numbers'],
  ['x.json', '{"data":[1,2,3],"shape":[2,2]}', 'not-vectors', 'shape [2,2] beside data of shape [3]'],
  ['x.json', `${'['.repeat(70)}${']'.repeat(70)}`, 'not-vectors', 'more than 64 deep'],
  ['x.npy', 'hello there', 'not-npy', 'it starts with 68 65 6c 6c 6f 20'],
  ['x.npy', npy('<f4', '(3,)', new Uint8Array(11)), 'file-truncated', 'makes 140 bytes, got 139'],
  ['x.npy', npy('<f4', '(3,)', new Uint8Array(13)), 'file-too-long', 'makes 140 bytes, got 141'],
  ['x.npy', npy('<f4', '(3,)', new Uint8Array(12)).slice(0, 40), 'file-truncated', 'ends within its header'],
  ['x.npy', npy('<i2', '(3,)', new Uint8Array(4)), 'file-truncated', 'makes 134 bytes, got 132'],
  ['x.npy', npy('>i2', '(3,)', new Uint8Array(6)), 'unsupported-dtype', '>i2'],
  ['x.npy', npy('<c8', '(1,)', new Uint8Array(8)), 'unsupported-dtype', '<c8'],
  ['x.npy', npy('<U1', '(1,)', new Uint8Array(4)), 'unsupported-dtype', 'float16 and integers'],
  ['x.npy', npy('|O', '(1,)', new Uint8Array(4)), 'unsupported-dtype', '|O'],
  ['x.npy', npy('|b1', '(1,)', new Uint8Array(1)), 'unsupported-dtype', '|b1'],
];

test.each(refused.map(([name, content, code, words]) => ({ name, content, code, words })))(
  '$name is refused as $code: $words',
  async ({ name, content, code, words }) => {
    await expect(open(name, content)).rejects.toMatchObject({
      code,
      message: expect.stringContaining(words),
    });
  },
);

test('a file above the limit of its kind is refused before it is read', async () => {
  const part = new Blob([new Uint8Array(2 ** 20)]);
  const file = new File(
    Array.from({ length: 257 }, () => part),
    'x.csv',
  );
  file.stream = () => expect.unreachable();
  await expect(openFile(file, asFloat32, unheard)).rejects.toMatchObject({
    code: 'too-large',
    message: 'x.csv has 257 MiB; at most 256 MiB of its kind are read here',
  });
});

test('settings that do not fit are refused in words of core', async () => {
  const misfits: [Partial<Settings>, code: string][] = [
    [{ axis: 2 }, 'axis-out-of-range'],
    [{ axis: [0, -2] }, 'repeated-axis'],
    [{ rule: { p: 0.5 } }, 'invalid-p'],
    [{ rule: { rule: 'max' } }, 'missing-epsilon'],
    [{ rule: { like: 'onnx', p: 3 } }, 'preset-parameter'],
    [{ backend: 'webgl' }, 'backend-unavailable'],
    [{ reading: { ...asFloat32, keep: ['z'] } }, 'unknown-column'],
    [{ reading: { ...asFloat32, keep: ['1', '2'] } }, 'not-vectors'],
  ];
  for (const [settings, code] of misfits)
    await expect(run('x.csv', '1,2\n3,4\n', settings)).rejects.toMatchObject({ code });
});

test('numbers beyond float32 are told, and columns of numbers with a number as heading can be told apart', async () => {
  expect((await open('x.csv', '1e39,1\n')).notes.join()).toContain(
    'Beyond float32 and therefore read as ∞: 1.',
  );
  expect((await open('x.json', '[1e39,-1e39]')).notes.join()).toContain('∞: 2.');
  expect((await open('x.json', '[1e39,-1e39]', asFloat64)).notes).toEqual([]);
  const text = '0,1\n5,6\n';
  expect((await open('x.csv', text)).shape).toEqual([2, 2]);
  const headed = await open('x.csv', text, { ...asFloat32, firstRow: 'headings' });
  expect([headed.shape, headed.columnNames]).toEqual([
    [1, 2],
    ['0', '1'],
  ]);
  expect((await open('x.csv', ',0,1\n9,5,6\n')).columnNames).toEqual(['', '0', '1']);
});
