import { expect, test } from 'vitest';
import { startDevice } from './device.ts';

test('x', async () => {
  const d = await startDevice();
  expect(d.adapterInfo.architecture).toBe('swiftshader');
});
