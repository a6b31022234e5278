import { createNormalizer } from '@unitsphere/core';
import { webgpu } from '@unitsphere/webgpu';
import { report } from './report.ts';

report(async (values, shape) => {
  const normalizer = createNormalizer(await webgpu());
  const unit = await normalizer.normalize(values, { shape });
  normalizer[Symbol.dispose]();
  return unit;
});
