export type { Candidate } from './candidate.ts';
export { candidates } from './candidates.ts';
export { type Chosen, type Considered, choose } from './choose.ts';
export { type Picked, pick } from './pick.ts';
export type { PickOptions } from './pick-options.ts';
