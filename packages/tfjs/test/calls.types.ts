// Only compiled, never run. Each line below `@ts-expect-error` must not compile; a type that has become `any` shows as
// a directive that is not needed.
import * as tf from '@tensorflow/tfjs';
import { l2Normalize, type Registered, register } from '@unitsphere/tfjs';
import {
  constrainWeights,
  kerasModel,
  L2Normalization,
  normalizeWeights,
  registerLayers,
  UnitNormalization,
} from '@unitsphere/tfjs/layers';

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

declare const matrix: tf.Tensor2D;
declare const model: tf.LayersModel;

const unit = l2Normalize(matrix, { axis: 1, like: 'keras' });
true satisfies Same<typeof unit, tf.Tensor2D>;
const started = register(tf);
true satisfies Same<typeof started, Promise<Registered[]>>;
const loaded = tf.loadLayersModel(kerasModel('model.json', { like: 'keras2' }));
true satisfies Same<typeof loaded, Promise<tf.LayersModel>>;
tf.sequential({ layers: [new L2Normalization({ axis: [0, 1], maskedSteps: 'zero', inputShape: [2] })] });
tf.layers.dense({ units: 3, kernelConstraint: normalizeWeights({ axis: 0 }) });

// @ts-expect-error a tensor has no values until they are read
l2Normalize(matrix) satisfies Float32Array;
// @ts-expect-error a tensor of another shape comes back as what it was
l2Normalize(matrix) satisfies tf.Tensor1D;
// @ts-expect-error a tensor of onnxruntime or transformers.js
l2Normalize({ data: new Float32Array(2), dims: [2] });
// @ts-expect-error a variable's name
l2Normalize(tf, matrix);
// @ts-expect-error a promise of a tensor
l2Normalize(Promise.resolve(matrix));
// @ts-expect-error a tensor brings its shape
l2Normalize(matrix, { shape: [2, 2] });
// @ts-expect-error tensors are not written to
l2Normalize(matrix, { output: new Float32Array(4) });
// @ts-expect-error no such preset
l2Normalize(matrix, { like: 'keras3' });
// @ts-expect-error an axis is a number, a list of them or null
l2Normalize(matrix, { axis: 'last' });
// @ts-expect-error results are there when the promise is
register(tf)[0];
// @ts-expect-error not tfjs
register({});
// @ts-expect-error the factory itself, not what it gives
register(tf, { webgl: true });
// @ts-expect-error no such option
register(tf, { wasm: () => {} });
// @ts-expect-error a layer has one rule's name
new L2Normalization({ rule: 'maximum', epsilon: 1e-12 });
// @ts-expect-error masked steps are kept, or zero
new L2Normalization({ maskedSteps: 'skip' });
// @ts-expect-error Keras's layer has no ε of its own
new UnitNormalization({ epsilon: 1e-12 });
// @ts-expect-error a Lambda is a function of tensors
registerLayers(tf, { lambdas: { embedding: 'x / norm(x)' } });
// @ts-expect-error no such option
kerasModel('model.json', { version: 3 });
// @ts-expect-error a model, not its weights
constrainWeights(model.getWeights());
