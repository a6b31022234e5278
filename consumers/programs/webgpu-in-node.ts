import { createNormalizer } from '@unitsphere/core';
import { webgpu } from '@unitsphere/webgpu';
import { create } from 'webgpu';
import { report } from './report.ts';

report(async (values, shape) => {
  const normalizer = createNormalizer(await webgpu({ gpu: create([]) }));
  const unit = await normalizer.normalize(values, { shape });
  // A device that is alive keeps Node running.
  normalizer[Symbol.dispose]();
  return unit;
});
