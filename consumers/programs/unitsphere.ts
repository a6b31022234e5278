import { pick } from 'unitsphere';
import { report } from './report.ts';

report(async (values, shape) => (await pick()).normalize(values, { shape }));
