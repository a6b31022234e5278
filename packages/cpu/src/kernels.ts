export { allocateLike } from './allocate-like.ts';
export { cpu, newNorms } from './cpu.ts';
export { divide, float32Kernel, type Measured } from './float32-normalize.ts';
export type { Settle } from './float32-settle.ts';
export { gradientKernel } from './gradient-kernel.ts';
export { preciseKernel } from './precise-kernel.ts';
export type { SliceKernel } from './sweep.ts';
export { newTally, type RunningTally, tallyArray } from './tally.ts';
