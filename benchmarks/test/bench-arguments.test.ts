import { expect, test } from 'vitest';
import { parseBenchArguments } from '../bench-arguments.ts';
import { scenarios } from '../scenarios.ts';
import { settingsOf } from '../settings.ts';

const known = {
  scenarios: scenarios.map(({ name }) => name),
  contenders: ['cpu', 'wasm, resident'],
  places: ['node', 'chromium'],
};
const parsed = (...argv: string[]) => parseBenchArguments(argv, known);

test.each([
  [['--fast'], /--fast/],
  [['everything'], /everything/],
  [['--scenario', '[1, 2]'], /--scenario \[1, 2\]: there is \[1, 768\]; /],
  [['--contender', 'numpy'], /--contender numpy: there is cpu; wasm, resident/],
  [['--contender', ''], /--contender : there is/],
  [['--place', 'firefox'], /--place firefox: there is node; chromium/],
  [['--passes', '0'], /--passes 0: expected an integer from 1 to 100/],
  [['--passes', 'many'], /--passes many/],
  [['--out'], /--out/],
])('%j is refused', (argv, message) => {
  expect(() => parsed(...argv)).toThrow(message);
});

test('what is asked for is what is done', () => {
  const args = parsed('--scenario', '[1000, 768]', '--contender', 'WASM', '--place', 'node', '--passes', '4');
  const settings = settingsOf(args, []);
  expect(settings.scenarios.map(({ name }) => name)).toEqual(['[1000, 768]']);
  expect(settings.contenders).toEqual(['WASM']);
  expect(settings.passes).toBe(4);
});

test('a part of the scenarios takes a part of the time, and the whole less than a quarter of an hour', () => {
  const whole = settingsOf(parsed(), []);
  expect(whole.scenarios).toEqual(scenarios);
  expect(whole.limit).toBeLessThan(15 * 60_000);
  expect(whole.milliseconds).toBeLessThan(whole.limit);
  expect(settingsOf(parsed('--scenario', '[1, 768]'), []).milliseconds).toBeLessThan(whole.milliseconds / 10);
  const quick = settingsOf(parsed('--quick'), []);
  expect(quick.scenarios.every((each) => each.quick)).toBe(true);
  expect(quick.limit).toBeLessThan(60_000);
});
