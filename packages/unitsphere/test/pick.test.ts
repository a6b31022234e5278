import { expect, test } from 'vitest';
import { candidates, pick } from '../src/index.ts';

test('pick gives a normalizer that normalizes', async () => {
  using normalizer = await pick();
  expect(await normalizer.normalize([3, 4])).toEqual([0.6, 0.8]);
});

test('pick gives what is named, and meets the need', async () => {
  using normalizer = await pick({ dtype: 'float64', p: 3, gradient: true }, 'cpu');
  expect(normalizer.backend.name).toBe('cpu');
});

test('pick refuses an unknown name with the known ones', async () => {
  await expect(pick({}, 'abacus')).rejects.toMatchObject({
    code: 'unknown-backend',
    message: `unknown backend abacus; expected one of auto, ${candidates.map(({ name }) => name).join(', ')}`,
  });
});
