import { readFileSync } from 'node:fs';

/** A JSON file of test/fixtures. */
export function readFixture<T>(name: string): T {
  return JSON.parse(readFixtureBytes(name).toString('utf8')) as T;
}

export function readFixtureBytes(name: string): Buffer {
  return readFileSync(new URL(`fixtures/${name}`, import.meta.url));
}

/** float32 values that were written as eight hexadecimal digits each. */
export function floatsOf(digits: string): Float32Array {
  const bits = digits.match(/.{8}/g) ?? [];
  return new Float32Array(Uint32Array.from(bits, (word) => Number.parseInt(word, 16)).buffer);
}

/** The distance between neighbouring float32 values at a real number. */
export function ulpAt(value: number): number {
  const exponent = value === 0 ? -126 : Math.max(Math.floor(Math.log2(Math.abs(value))), -126);
  return 2 ** (exponent - 23);
}
