// What @unitsphere/core/arrays exports.
export { adopt, type OtherArray, type ShapedArray } from './adopt.ts';
export type { Vector } from './adopt-vector.ts';
