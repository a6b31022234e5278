import { arithmeticSuite } from '../../core/test/words/arithmetic-suite.ts';
import { startDevice } from './device.ts';
import { oneLaneASlice } from './one-lane-a-slice.ts';

arithmeticSuite(async () => oneLaneASlice(await startDevice()));
