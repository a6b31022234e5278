export { inverseOf } from './denominator';
export { finishGradients, measureGradients, scaleGradients } from './gradient-slices';
export { measure } from './measure';
export { clearColumns, invertColumns, measureColumns, scaleColumns } from './normalize-columns';
export { normalizeRows } from './normalize-rows';
export { finishSlices, measureSlices, scaleSlices } from './precise-slices';
export { scale } from './scale';
