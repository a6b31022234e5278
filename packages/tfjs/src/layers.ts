export { constrainWeights } from './constrain-weights.ts';
export { type KerasModelOptions, type KerasModelSource, kerasModel } from './keras-model.ts';
export { L2Normalization, type L2NormalizationArguments } from './l2-normalization.ts';
export type { LambdaFunction, Lambdas } from './lambda.ts';
export type { LayerAxis } from './layer-arguments.ts';
export type { CallArguments, MaskedSteps } from './masked-steps.ts';
export { type RegisterLayersOptions, registerLayers } from './register-layers.ts';
export { type NormalizeWeightsOptions, normalizeWeights, UnitNorm } from './unit-norm.ts';
export { UnitNormalization, type UnitNormalizationArguments } from './unit-normalization.ts';
