import type { Denominator } from '@unitsphere/core';
import { expect, test } from 'vitest';
import { arithmeticOf as arithmeticInWgsl } from '../../webgpu/src/arithmetic.ts';
import { arithmeticOf } from '../src/arithmetic.ts';

/** `const NAME = value;`, with or without a type: by name the value, and that of the name where the value is one. */
function constantsIn(text: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [, name, value] of text.matchAll(/\bconst (?:\w+ )?(\w+) = (\w+);/g))
    found[name!] = found[value!] ?? value!;
  return found;
}

const forms: readonly Omit<Denominator, 'of'>[] = [
  { form: 'floor', epsilon: 0 },
  { form: 'floor', epsilon: 1 },
  { form: 'plus', epsilon: 1 },
  { form: 'keep', epsilon: 1 },
];

test.each([1, 2, Infinity])('p = %s: GLSL has all constants of WGSL, with their values', (p) => {
  for (const of of ['norm', 'square'] as const) {
    for (const form of forms) {
      const denominator: Denominator = { ...form, of };
      const wgsl = arithmeticInWgsl(p, denominator);
      const glsl = arithmeticOf(p, denominator);
      const constants = constantsIn(wgsl.text);
      expect(glsl.name).toBe(wgsl.name);
      expect(constantsIn(glsl.text)).toMatchObject(constants);
      expect(Object.keys(constants).length).toBeGreaterThan(25);
    }
  }
});
