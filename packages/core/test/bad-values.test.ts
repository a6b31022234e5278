import { describe, expect, test } from 'vitest';
import { dtypeOf } from '../src/index.ts';
import { failureOf } from './failure-of.ts';
import { expectRefusal } from './refusal.ts';

function withHole<T>(first: T, last: T): T[] {
  const array = new Array<T>(3);
  array[0] = first;
  array[2] = last;
  return array;
}

describe('values that are not floats', () => {
  const cases: [string, unknown, string][] = [
    ['an Int32Array', Int32Array.of(1, 2), 'Int32Array'],
    ['a Uint8Array', Uint8Array.of(1, 2), 'Uint8Array'],
    ['a Uint8ClampedArray', Uint8ClampedArray.of(1, 2), 'Uint8ClampedArray'],
    ['a BigInt64Array', BigInt64Array.of(1n), 'BigInt64Array'],
    ['a bare ArrayBuffer', new ArrayBuffer(8), 'ArrayBuffer'],
    ['a DataView', new DataView(new ArrayBuffer(8)), 'DataView'],
    ['a string', '1,2,3', 'string 1,2,3'],
    ['a number', 3, 'got 3'],
    ['a bigint', 3n, 'bigint 3'],
    ['a boolean', true, 'boolean true'],
    ['null', null, 'got null'],
    ['undefined', undefined, 'got undefined'],
    ['a plain object', { length: 2 }, 'Object'],
    ['an object without a prototype', Object.create(null), 'an object'],
    ['a Set', new Set([1]), 'Set'],
  ];
  test.each(cases)('%s is refused by its name', (_, values, name) => {
    expectRefusal(values, {}, 'invalid-values', 'Float32Array', 'Float64Array', name);
  });

  test('dtypeOf tells the two float arrays apart and refuses the rest', () => {
    expect(dtypeOf(new Float32Array(0))).toBe('float32');
    expect(dtypeOf(new Float64Array(0))).toBe('float64');
    expect(failureOf(() => dtypeOf([1])).code).toBe('invalid-values');
  });
});

describe('nested arrays that hold something other than numbers', () => {
  const cases: [string, unknown, string, string][] = [
    ['a string where a number should be', [1, '2'], '[1]', 'string 2'],
    [
      'a string in a row',
      [
        [1, 2],
        [3, 'x'],
      ],
      '[1,1]',
      'string x',
    ],
    ['null where a number should be', [null], '[0]', 'null'],
    ['a bigint', [1n], '[0]', 'bigint 1'],
    ['a hole', withHole(1, 3), '[1]', 'undefined'],
    ['typed arrays as rows', [Float32Array.of(1)], '[0]', 'Float32Array'],
  ];
  test.each(cases)('%s is refused at its place', (_, values, place, got) => {
    expectRefusal(values, {}, 'invalid-values', place, got);
  });
});

describe('ragged nested arrays', () => {
  const cases: [string, unknown, string, string, string][] = [
    [
      'a second row that is shorter',
      [
        [1, 2, 3],
        [4, 5],
      ],
      'an array of 3 ',
      '[1]',
      'got an array of 2',
    ],
    [
      'a second row that is longer',
      [
        [1, 2],
        [3, 4, 5],
      ],
      'an array of 2 ',
      '[1]',
      'got an array of 3',
    ],
    ['an empty row after a full one', [[1], []], 'an array of 1 ', '[1]', 'got an array of 0'],
    ['a full row after an empty one', [[], [1]], 'an array of 0 ', '[1]', 'got an array of 1'],
    ['a number where a row should be', [[1, 2], 3], 'an array of 2 ', '[1]', 'got 3'],
    ['null where a row should be', [[1, 2], null], 'an array of 2 ', '[1]', 'null'],
    ['a row where a number should be', [1, [2]], 'a number', '[1]', 'an array of 1'],
    [
      'raggedness two levels down',
      [
        [[1], [2]],
        [[3], [4, 5]],
      ],
      'an array of 1 ',
      '[1,1]',
      'got an array of 2',
    ],
    ['a level too deep in the last place', [[[1]], [[[2]]]], 'a number', '[1,0,0]', 'an array of 1'],
    ['a hole where a row should be', withHole([1], [3]), 'an array of 1 ', '[1]', 'undefined'],
  ];
  test.each(cases)('%s', (_, values, expected, place, got) => {
    expectRefusal(values, {}, 'ragged-array', expected, place, got);
  });

  test('a first row far longer than the rest is ragged, not an allocation that fails', () => {
    const long = new Array<number>(1e6).fill(1);
    const rows = [long, ...Array.from({ length: 1e6 }, () => [1])];
    expectRefusal(
      rows,
      { output: undefined },
      'ragged-array',
      'an array of 1000000 ',
      '[1]',
      'got an array of 1',
    );
  });
});
