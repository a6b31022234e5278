import { expect, test } from 'vitest';
import { deviations, type PublishedVector, publishedVectors } from '../../core/test/published-vectors.ts';
import { gradient, normalize, norms } from '../src/index.ts';

function run({ op, input, options }: PublishedVector): ArrayLike<number> {
  if (op === 'norm') return norms(input, options);
  if (op === 'gradient_of_sum') return gradient(input, input.slice().fill(1), options);
  const result = normalize(input, options);
  return op === 'norms_of_result' ? norms(result, { shape: options.shape, axis: options.axis }) : result;
}

test.each(publishedVectors)('cpu gives what $id publishes, $dtype, preset $preset', (vector) => {
  expect(deviations(vector, run(vector))).toEqual([]);
});

test('vectors of every kind are among them', () => {
  const kinds = new Set(publishedVectors.map(({ op }) => op));
  expect([...kinds].sort()).toEqual(['gradient_of_sum', 'norm', 'normalize', 'norms_of_result']);
});
