import { normalize } from '@unitsphere/cpu';
import { report } from './report.ts';

report((values, shape) => normalize(values, { shape }));
