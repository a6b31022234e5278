export type { Adopt, Adopted } from './adopted.ts';
export {
  type Arguments,
  type Input,
  type NormalizeOptions,
  type NormOptions,
  requireOptions,
  resolveArguments,
} from './arguments.ts';
export { type Axis, resolveAxes } from './axis.ts';
export {
  type Backend,
  type Bound,
  type Capabilities,
  type Measured,
  type Problem,
  type Read,
  type Reading,
  type Rounding,
  type Tally,
  tallyFields,
} from './backend.ts';
export { type Denominator, type Rule, rules } from './denominator.ts';
export { type ErrorCode, type InvalidCode, UnitsphereError } from './error.ts';
export { allocate, type DType, dtypeOf, type FloatArray } from './float-array.ts';
export { type Layout, resolveLayout } from './layout.ts';
export type { Nested } from './nested.ts';
export { createNormalizer, type Normalizer, type WithNorms } from './normalizer.ts';
export { type Preset, type PresetName, presets } from './preset.ts';
export { type RuleOptions, resolveRule } from './rule.ts';
export { type Shape, sizeOf } from './shape.ts';
export { lacking, type Need, requireSupport } from './support.ts';
export type { Tensor } from './tensor.ts';
