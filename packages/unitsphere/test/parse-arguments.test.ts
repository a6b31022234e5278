import { expect, test } from 'vitest';
import { type NormalizeFlags, parseArguments } from '../src/parse-arguments.ts';

function parse(flags: Partial<NormalizeFlags>, input = 'in.npy') {
  return parseArguments(input, { output: 'out.npy', backend: 'auto', ...flags });
}

test.each([
  ['-1', -1],
  ['0', 0],
  ['+2', 2],
  ['0,2', [0, 2]],
  ['-1,-3', [-1, -3]],
  ['all', null],
])('--axis %s is understood', (text, axis) => {
  expect(parse({ axis: text }).axis).toEqual(axis);
});

test.each(['', ',', '1,', ',1', '1.5', '1e0', '0x1', 'last', '1 2', '1, 2', 'all,1', '--json'])(
  '--axis "%s" is refused',
  (axis) => {
    expect(() => parse({ axis })).toThrow(
      expect.objectContaining({ code: 'invalid-axis', message: expect.stringContaining(axis) }),
    );
  },
);

test.each([
  ['1', 1],
  ['2.0', 2],
  ['3.5', 3.5],
  ['15e-1', 1.5],
  ['inf', Infinity],
  ['Infinity', Infinity],
])('--p %s is understood', (p, value) => {
  expect(parse({ p }).rule.p).toBe(value);
});

test.each(['2x', '', ' 2', '0x2', 'nan', '-inf', '1e999', '1_0', '0.99', '-2', '0'])(
  '--p "%s" is refused',
  (p) => {
    expect(() => parse({ p })).toThrow(expect.objectContaining({ code: 'invalid-p' }));
  },
);

test('--epsilon is the float64 that its decimals mean', () => {
  expect(parse({ rule: 'max', epsilon: '1e-12' }).rule.epsilon).toBe(1e-12);
  expect(parse({ rule: 'max', epsilon: '.5' }).rule.epsilon).toBe(0.5);
});

test.each(['1e-12x', 'inf', 'nan', '', '1,5', '-1', '-1e-300'])('--epsilon "%s" is refused', (epsilon) => {
  expect(() => parse({ rule: 'max', epsilon })).toThrow(expect.objectContaining({ code: 'invalid-epsilon' }));
});

test.each([
  ['unknown-rule', { rule: 'sum' }],
  ['unknown-preset', { like: 'numpy' }],
  ['missing-epsilon', { rule: 'max' }],
  ['epsilon-without-rule', { epsilon: '1' }],
  ['rule-needs-p-2', { rule: 'max-squared', p: '1', epsilon: '1' }],
  ['preset-with-rule', { like: 'torch', rule: 'max' }],
  ['preset-parameter', { like: 'faiss', p: '1' }],
] as const)('%s is found before any file is opened', (code, flags) => {
  expect(() => parse(flags)).toThrow(expect.objectContaining({ code }));
});

test('an output is needed, and only one', () => {
  const flags = { backend: 'auto' };
  expect(() => parseArguments('in.npy', flags)).toThrow(expect.objectContaining({ code: 'missing-output' }));
  const conflict = expect.objectContaining({ code: 'conflicting-outputs' });
  expect(() => parse({ inPlace: true })).toThrow(conflict);
  expect(() => parseArguments('-', { ...flags, inPlace: true })).toThrow(conflict);
  expect(() => parse({ output: '-', norms: '-' })).toThrow(conflict);
});

test('an empty path is refused', () => {
  const refusal = expect.objectContaining({ code: 'invalid-argument' });
  expect(() => parse({}, '')).toThrow(refusal);
  expect(() => parse({ output: '' })).toThrow(refusal);
  expect(() => parse({ norms: '' })).toThrow(refusal);
});
