import { describe, expect, test } from 'vitest';
import { rules } from '../src/index.ts';
import { gradientExactly, normalizeExactly, normsExactly } from '../src/reference/index.ts';
import { bitsOf } from './bits-of.ts';
import { optionsOf, oracle, valuesOf } from './oracle.ts';

const names = [...new Set(oracle.normalize.map(({ name }) => name))];

describe.each(names)('%s: Python and the reference agree in every bit', (name) => {
  const cases = oracle.normalize.filter((entry) => entry.name === name);

  test.each(cases)('$dtype, p = $p, rule $rule: [$x]', (entry) => {
    const x = valuesOf(entry.x, entry.dtype);
    const options = optionsOf(entry);
    expect(bitsOf(normalizeExactly(x, options))).toEqual(entry.y.split(' '));
    const order = { p: options.p };
    expect(bitsOf(normsExactly(x, order))).toEqual([entry.norm]);
  });
});

describe('gradients: Python and the reference agree in every bit of float64', () => {
  test.each(oracle.gradient)('$dtype, p = $p, rule $rule: [$x] · [$dy]', (entry) => {
    const [x, dy] = [valuesOf(entry.x, entry.dtype), valuesOf(entry.dy, entry.dtype)];
    expect(bitsOf(gradientExactly(x, dy, optionsOf(entry)))).toEqual(entry.dx.split(' '));
  });
});

test('the oracle holds both dtypes, every rule for p = 2, and five other orders', () => {
  for (const dtype of ['float32', 'float64']) {
    const cases = oracle.normalize.filter((entry) => entry.dtype === dtype);
    expect(new Set(cases.filter(({ p }) => p === '2').map(({ rule }) => rule))).toEqual(new Set(rules));
    const orders = new Set(cases.map(({ p }) => p));
    expect([...orders].sort()).toEqual([
      '1',
      '1.0000000000009095',
      '1.5',
      '1000000.0',
      '2',
      '3.0',
      '7.25',
      'inf',
    ]);
  }
});
