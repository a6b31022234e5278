import { describe, test } from 'vitest';
import { type PresetName, presets, rules } from '../src/index.ts';
import { expectRefusal, six } from './refusal.ts';

const fixedEpsilon = Object.entries(presets).filter(([, preset]) => !preset.epsilonAdjustable);

test.each([
  [0.999, '0.999'],
  [0, '0'],
  [-1, '-1'],
  [-Infinity, '-Infinity'],
  [Number.NaN, 'NaN'],
  ['2', 'string 2'],
  ['inf', 'string inf'],
  [2n, 'bigint 2'],
  [{}, 'Object'],
  [false, 'boolean false'],
])('p = %s is no order of a norm', (p, got) => {
  expectRefusal(six(), { p }, 'invalid-p', 'number ≥ 1', `got ${got}`);
});

test.each(['clamp', 'MAX', '', 'toString', '__proto__'])('rule "%s" is unknown', (rule) => {
  expectRefusal(six(), { rule, epsilon: 1 }, 'unknown-rule', `rule ${rule}`, rules.join(', '));
});

describe.each(rules.filter((rule) => rule !== 'none'))('rule %s', (rule) => {
  test('needs an epsilon', () => {
    expectRefusal(six(), { rule }, 'missing-epsilon', rule);
  });

  test.each([
    [-1e-12, '-1e-12'],
    [-Number.MIN_VALUE, '-5e-324'],
    [Number.NaN, 'NaN'],
    [Infinity, 'Infinity'],
    [-Infinity, '-Infinity'],
    ['1e-12', 'string 1e-12'],
    [1n, 'bigint 1'],
  ])('refuses epsilon %s', (epsilon, got) => {
    expectRefusal(six(), { rule, epsilon }, 'invalid-epsilon', 'finite and ≥ 0', `got ${got}`);
  });
});

test('epsilon with rule none, or with no rule at all, is refused, 0 included', () => {
  expectRefusal(six(), { rule: 'none', epsilon: 1e-6 }, 'epsilon-without-rule', '0.000001', 'rule none');
  expectRefusal(six(), { epsilon: 1e-12 }, 'epsilon-without-rule', '1e-12', 'rule none');
  expectRefusal(six(), { epsilon: 0 }, 'epsilon-without-rule', 'no epsilon, got 0');
  expectRefusal(six(), { epsilon: Number.NaN }, 'epsilon-without-rule', 'NaN');
});

describe.each(['max-squared', 'add-squared'])('rule %s', (rule) => {
  test.each([1, 3, 2.5, Infinity, 2.0000000000000004])('is not defined for p = %d', (p) => {
    expectRefusal(six(), { rule, epsilon: 1e-6, p }, 'rule-needs-p-2', rule, `p = ${p}`);
  });
});

test.each(['pytorch', 'Torch', '', 'toString', 'constructor'])('preset "%s" is unknown', (like) => {
  expectRefusal(six(), { like }, 'unknown-preset', `preset ${like}`, Object.keys(presets).join(', '));
});

describe.each(Object.keys(presets) as PresetName[])('preset %s', (like) => {
  test('stands beside no explicit rule, not even its own', () => {
    for (const rule of ['add', presets[like].rule]) {
      expectRefusal(
        six(),
        { like, rule },
        'preset-with-rule',
        like,
        `rule ${presets[like].rule}`,
        `got rule ${rule}`,
      );
    }
  });

  test('takes only the orders that the framework has', () => {
    const { orders } = presets[like];
    for (const p of [1, 3, Infinity]) {
      if (orders === 'any' || orders.includes(p)) continue;
      expectRefusal(six(), { like, p }, 'preset-parameter', like, `p = ${orders.join(', ')}`, `got p = ${p}`);
    }
  });
});

test.each(fixedEpsilon)('preset %s has no epsilon to override', (like) => {
  expectRefusal(six(), { like, epsilon: 1e-3 }, 'preset-parameter', like, '0.001');
});

test('a preset with an epsilon to override refuses a bad one', () => {
  for (const like of ['torch', 'keras-ops', 'tensorflow', 'coreml']) {
    expectRefusal(six(), { like, epsilon: -1 }, 'invalid-epsilon', 'got -1');
  }
});

test.each(['eps', 'Axis', 'dtype', 'keepdims'])(
  'option "%s" is unknown, and the known ones are named',
  (name) => {
    expectRefusal(
      six(),
      { [name]: 1 },
      'unknown-option',
      `option ${name}`,
      'shape, axis, stride, p, rule, epsilon, like',
    );
  },
);

test('undefined stands for an absent option', () => {
  const absent = { shape: undefined, axis: undefined, p: undefined, rule: undefined, like: undefined };
  expectRefusal(six(), { ...absent, epsilon: 1 }, 'epsilon-without-rule', 'no epsilon, got 1');
});
