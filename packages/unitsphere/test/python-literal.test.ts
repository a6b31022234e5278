import { expect, test } from 'vitest';
import { parsePythonLiteral } from '../src/python-literal.ts';

test('a header dict is read with its keys in any order, either quotes and white space anywhere', () => {
  const text = ` { "shape" : ( 2 ,3, ) , 'descr':'<f4','fortran_order' :False } \n `;
  expect(parsePythonLiteral(text)).toEqual(
    new Map<string, unknown>([
      ['shape', [2, 3]],
      ['descr', '<f4'],
      ['fortran_order', false],
    ]),
  );
});

test('brackets around one value make a tuple only with a comma', () => {
  expect(parsePythonLiteral('(3,)')).toEqual([3]);
  expect(parsePythonLiteral('(3)')).toBe(3);
  expect(parsePythonLiteral('()')).toEqual([]);
});

test('lists, nested tuples, None and the long integers of Python 2 are read', () => {
  expect(parsePythonLiteral("[('a', '<f4'), ('b', (2L, 3L)), None]")).toEqual([
    ['a', '<f4'],
    ['b', [2, 3]],
    null,
  ]);
});

test.each([
  ['nothing', ''],
  ['an open dict', "{'a': 1"],
  ['an open string', "{'a"],
  ['a missing comma', '(1 2)'],
  ['two commas', '(1,,2)'],
  ['a comma alone', '(,)'],
  ['a key that is no string', '{1: 2}'],
  ['a key without a value', "{'a'}"],
  ['a fraction', '(1.5,)'],
  ['a call', '__import__("os")'],
  ['an expression', '(1+1,)'],
  ['something after the end', '(1,) x'],
  ['brackets deeper than any dtype', '('.repeat(100_000)],
])('%s is a syntax error', (_, text) => {
  expect(() => parsePythonLiteral(text)).toThrow(SyntaxError);
});

test('the message tells where, what was expected and what came', () => {
  expect(() => parsePythonLiteral('(1 2)')).toThrow('expected "," or ")" at character 2, got "2)"');
});
