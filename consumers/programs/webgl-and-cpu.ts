import { createNormalizer, type NormalizeOptions } from '@unitsphere/core';
import { normalize } from '@unitsphere/cpu';
import { webgl } from '@unitsphere/webgl';

const problems: readonly NormalizeOptions[] = [
  { shape: [64, 16] },
  { shape: [64, 16], p: 1, like: 'sklearn' },
  { shape: [8, 8, 16], axis: 1, like: 'tensorflow' },
  { shape: [16, 64], axis: 0, rule: 'add', epsilon: 1e-30 },
];

const normalizer = createNormalizer(await webgl());
const differences: number[] = [];
for (const options of problems) {
  const found = bitsOf(await normalizer.normalize(values(), options));
  const expected = bitsOf(normalize(values(), options));
  differences.push(found.filter((word, i) => word !== expected[i]).length);
}
console.log(`${differences.join(' ')} of ${values().length} differ`);

/** Every fourth slice of 16 has any bits, infinities and NaN included; others are large, ordinary or subnormal throughout. */
function values(): Float32Array {
  const words = new Uint32Array(1024);
  let state = 1;
  for (let i = 0; i < words.length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const kind = Math.floor(i / 16) % 4;
    const exponent = [state >>> 24, 0, 120, 254][kind]!;
    words[i] = (state & 0x80000000) | (exponent << 23) | ((state >>> 3) & 0x7fffff);
  }
  return new Float32Array(words.buffer);
}

function bitsOf({ buffer, byteOffset, length }: Float32Array): Uint32Array {
  return new Uint32Array(buffer, byteOffset, length);
}
