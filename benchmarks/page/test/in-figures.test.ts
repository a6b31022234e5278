import { expect, test } from 'vitest';
import { bytesInWords, duration } from '../src/in-figures.ts';

test('times and bytes have three figures and the unit that suits', () => {
  expect([0.00307, 0.9994, 12.54, 1234].map(duration)).toEqual(['3.07 µs', '999 µs', '12.5 ms', '1.23 s']);
  expect([512, 6144, 307_200_000].map(bytesInWords)).toEqual(['512 B', '6.14 kB', '307 MB']);
});
