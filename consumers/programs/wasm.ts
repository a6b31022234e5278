import { createNormalizer } from '@unitsphere/core';
import { wasm } from '@unitsphere/wasm';
import { report } from './report.ts';

report(async (values, shape) => createNormalizer(await wasm()).normalize(values, { shape }));
