import type { TypedArray } from '@tensorflow/tfjs';
import { tensor2d } from '@tensorflow/tfjs-core';
import type { RuleOptions } from '@unitsphere/core';
import { normalizeExactly } from '@unitsphere/core/reference';
import { l2Normalize } from '@unitsphere/tfjs';

/** Short, tiny, subnormal, huge and zero vectors, with which the question began. */
const seedVectors: readonly (readonly number[])[] = [
  [1e-8, 1e-8],
  [1e-20, 1e-20],
  [1e-42, 0],
  [3e38, 3e38],
  [0, 0],
  [1e-7, 0],
];

/** Keras 2's formula, Keras 3's and ours. */
const seedRules: Readonly<Record<string, RuleOptions>> = {
  keras2: { like: 'keras2' },
  keras: { like: 'keras' },
  none: {},
};

/** Bits of the results by rule, in the order of the vectors. */
export type SeedBits = Readonly<Record<string, readonly string[]>>;

/** What the op gives on the backend of tfjs that is set. */
export async function seedBits(): Promise<SeedBits> {
  const found: Record<string, string[]> = {};
  for (const [name, rule] of Object.entries(seedRules)) {
    const x = tensor2d(seedVectors as number[][]);
    const y = l2Normalize(x, rule);
    found[name] = hex(await y.data());
    for (const tensor of [x, y]) tensor.dispose();
  }
  return found;
}

/** The real quotients, rounded once. */
function exactSeeds(rule: RuleOptions): Float32Array {
  const values = Float32Array.from(seedVectors.flat());
  return normalizeExactly(values, { shape: [seedVectors.length, 2], ...rule });
}

export function exactSeedBits(): SeedBits {
  return Object.fromEntries(Object.entries(seedRules).map(([name, rule]) => [name, hex(exactSeeds(rule))]));
}

/** The results in Markdown, with their lengths. */
export function seedTable(): string {
  const results = Object.values(seedRules).map(exactSeeds);
  const lines = seedVectors.map((vector, i) => {
    const cells = results.map((result) => {
      const unit = [...result.subarray(2 * i, 2 * i + 2)];
      const length = Number(Math.hypot(...unit).toPrecision(3));
      return `[${unit.map(shown).join(', ')}], length ${shown(length)}`;
    });
    return `| [${vector.map(shown).join(', ')}] | ${cells.join(' | ')} |`;
  });
  return lines.join('\n');
}

/** In the fewest digits that tell float32 numbers apart at most. */
function shown(value: number): string {
  return String(Number(value.toPrecision(8))).replace('e+', 'e');
}

function hex(values: TypedArray): string[] {
  const { buffer, byteOffset, length } = Float32Array.from(values);
  return Array.from(new Uint32Array(buffer, byteOffset, length), (word) =>
    word.toString(16).padStart(8, '0'),
  );
}
