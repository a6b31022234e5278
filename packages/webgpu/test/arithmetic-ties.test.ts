import { tiesSuite } from '../../core/test/words/ties-suite.ts';
import { startDevice } from './device.ts';
import { oneLaneASlice } from './one-lane-a-slice.ts';

tiesSuite(async () => oneLaneASlice(await startDevice()));
