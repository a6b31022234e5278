import { describe } from 'vitest';
import { gradientSuite } from '../../core/test/words/gradient-suite.ts';
import { startDevice } from './device.ts';
import { gradientOn, traitsOfKinds } from './gradient-on-device.ts';

describe.each(Object.entries(traitsOfKinds))('%s', (_, traits) => {
  gradientSuite(
    async () => {
      const device = await startDevice();
      return async (calls) => {
        const gradients: Float32Array[] = [];
        for (const { problem, x, dy } of calls)
          gradients.push(await gradientOn(device, problem, x.slice(), dy.slice(), { traits }));
        return gradients;
      };
    },
    // Short slices have a lane each on a GPU too; long ones take more than a workgroup, and their sums go by memory.
    traits.isSoftware
      ? { lengths: [1, 2, 7, 20], long: 1500, cancelled: 0 }
      : { lengths: [17, 24], long: 4500, cancelled: 0 },
  );
});
