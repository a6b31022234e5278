import { createNormalizer } from '@unitsphere/core';
import { webgl } from '@unitsphere/webgl';
import { report } from './report.ts';

report(async (values, shape) => createNormalizer(await webgl()).normalize(values, { shape }));
