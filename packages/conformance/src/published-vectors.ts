import type { FloatArray, NormOptions, PresetName } from '@unitsphere/core';
import type { VectorEntry } from './vector-entry.ts';
import { coremltoolsL2Norm } from './vectors/coremltools-l2-norm.ts';
import { jsLibraries } from './vectors/js-libraries.ts';
import { kerasNormalize } from './vectors/keras-normalize.ts';
import { nnapiL2Normalization } from './vectors/nnapi-l2-normalization.ts';
import { onnxLpnormalization } from './vectors/onnx-lpnormalization.ts';
import { onnxruntimeLpnorm } from './vectors/onnxruntime-lpnorm.ts';
import { pytorchNormalize } from './vectors/pytorch-normalize.ts';
import { sklearnNormalize } from './vectors/sklearn-normalize.ts';
import { tensorflowL2Normalize } from './vectors/tensorflow-l2-normalize.ts';
import { tfjsL2normalizeNorm } from './vectors/tfjs-l2normalize-norm.ts';

/** What a vector's numbers are: results, norms, the gradient of the sum of results, or norms of the results. */
type PublishedOp = 'normalize' | 'norm' | 'gradient_of_sum' | 'norms_of_result';

/** A test case of another project, ready to run: `input` and `options` in, `expected` out. */
export interface PublishedVector {
  /** The id in its file; a vector that several presets or dtypes run occurs once for each. */
  readonly id: string;
  readonly op: PublishedOp;
  readonly dtype: 'float32' | 'float64';
  readonly input: FloatArray;
  /** With the preset as `like`, and what the vector overrides. */
  readonly options: NormOptions;
  readonly expected: readonly number[];
  /** The largest difference from an expected number that its own project accepts. */
  readonly tolerance: (expected: number) => number;
  /** Undefined where the project is no preset, or lacks the parameter: then the options hold rule and epsilon. */
  readonly preset: PresetName | undefined;
}

const entries: readonly VectorEntry[] = [
  coremltoolsL2Norm,
  jsLibraries,
  kerasNormalize,
  nnapiL2Normalization,
  onnxLpnormalization,
  onnxruntimeLpnorm,
  pytorchNormalize,
  sklearnNormalize,
  tensorflowL2Normalize,
  tfjsL2normalizeNorm,
].flatMap(({ vectors }) => vectors);

/** Every id in the files. */
export const publishedIds: readonly string[] = entries.map((entry) => entry.id);

/** Vectors that cannot run, each with the reason; a recipe holds no numbers and runs as a property elsewhere. */
export const notRun: Readonly<Record<string, string>> = {
  'keras3/UnitNormalization/property': 'a recipe: recipes.test.ts',
  'pytorch/test_nn/test_normalize': 'a recipe: recipes.test.ts',
  'pytorch/OpInfo/sample_inputs_normalize': 'a recipe: recipes.test.ts',
  'pytorch#192017/float16 zero': 'float16 is no dtype of this project',
  'tfjs/norm/vec -inf': 'p = -Infinity is no norm',
};

/** By prefix of the id: the presets that promise these numbers. Keras 2 calls TensorFlow's l2_normalize. */
const presetsByPrefix: readonly (readonly [string, readonly PresetName[]])[] = [
  ['tf/', ['tensorflow', 'keras2']],
  ['keras3/', ['keras-ops']],
  ['pytorch', ['torch']],
  ['sklearn/', ['sklearn']],
  ['onnx/', ['onnx']],
  ['ort/', ['onnx']],
  ['nnapi/', ['tflite']], // NNAPI's L2_NORMALIZATION runs TFLite's kernel
  ['coreml/', ['coreml']],
  ['tfjs/l2Normalize/', ['tfjs-layers']],
];

/** Run with the rule none that they name: projects without a preset, and a function whose epsilon the preset fixes. */
const withoutPreset = ['transformers.js/', 'gl-matrix/', 'tfjs/norm/', 'keras/utils.normalize/'];

const defaultEpsilons: Readonly<Partial<Record<PresetName, number>>> = {
  tensorflow: 1e-12,
  keras2: 1e-12,
  'keras-ops': 1e-7,
  torch: 1e-12,
  'tfjs-layers': 1e-7,
  coreml: 1e-6,
};

/** Vectors of these were published with eps 0 or none, and their preset has no epsilon to say so. */
const epsilonIsFixed: readonly PresetName[] = ['sklearn', 'onnx', 'tflite'];

/** A vector with numbers; recipes have none. */
type Runnable = VectorEntry &
  Required<Pick<VectorEntry, 'dtype' | 'input' | 'shape' | 'axis' | 'p' | 'eps' | 'tolerance'>>;

function presetsOf(id: string): readonly (PresetName | undefined)[] {
  if (withoutPreset.some((prefix) => id.startsWith(prefix))) return [undefined];
  const row = presetsByPrefix.find(([prefix]) => id.startsWith(prefix));
  if (row === undefined) throw new Error(`no preset is known for the published vector ${id}`);
  return row[1];
}

function optionsOf({ shape, axis, p, eps }: Runnable, preset: PresetName | undefined): NormOptions {
  const order = p === 'inf' ? Infinity : p === 'fro' ? 2 : (p as number);
  const place = { shape, axis, ...(order === 2 ? {} : { p: order }) };
  if (preset === undefined) return place;
  const differs = eps !== null && !epsilonIsFixed.includes(preset) && eps !== defaultEpsilons[preset];
  return { ...place, like: preset, ...(differs ? { epsilon: eps } : {}) };
}

function decimalsOf(x: number): number {
  const [digits, exponent = '0'] = String(x).split('e') as [string, string?];
  return Math.max((digits.split('.')[1] ?? '').length - Number(exponent), 0);
}

/**
 * As the project states it: numpy's `rtol` and `atol`, its `decimal` (1.5·10^-decimal), or no difference.
 * Where it states none, the figure is taken for the true quotient of the printed inputs, cut after its last decimal
 * (figures of fewer than 7 decimals, 0.6 or 0.36, are whole). Then the right float32 result is off by half a unit of that
 * decimal, by its own rounding (2^-24 of it), and where an input is no float32 by that of the element and of its norm
 * (2^-24 each). In float64 these roundings are smaller still.
 */
function toleranceOf({ tolerance, input, expected = [] }: Runnable): (expected: number) => number {
  const { rtol = 0, atol = 0, decimal, exact } = tolerance;
  if (exact) return () => 0;
  if (decimal !== undefined) return () => 1.5 * 10 ** -decimal;
  if (rtol > 0 || atol > 0) return (value) => atol + rtol * Math.abs(value);
  const decimals = Math.max(...expected.map((value) => decimalsOf(Number(value))));
  const cut = decimals < 7 ? 0 : 0.5 * 10 ** -decimals;
  const roundings = input.every((x) => Math.fround(Number(x)) === x) ? 1 : 3;
  return (value) => roundings * 2 ** -24 * Math.abs(value) + cut;
}

function vectorsOf(entry: Runnable): PublishedVector[] {
  const { id, op, dtype, dtypes = [dtype] } = entry;
  const numbers = entry.input.map(Number);
  return presetsOf(id).flatMap((preset) =>
    // Integers and booleans are cast to float32 by the framework; 'float16(CUDA)' is no dtype of this project.
    dtypes
      .filter((name) => !name.startsWith('float16'))
      .map((name) => ({
        id,
        op: entry.expected_norms ? 'norms_of_result' : (op as PublishedOp),
        dtype: name === 'float64' ? 'float64' : 'float32',
        input: name === 'float64' ? Float64Array.from(numbers) : Float32Array.from(numbers),
        options: optionsOf(entry, preset),
        expected: (entry.expected_norms ?? entry.expected!).map(Number),
        tolerance: toleranceOf(entry),
        preset,
      })),
  );
}

/** All vectors that run, in the order of the files. */
export const publishedVectors: readonly PublishedVector[] = entries
  .filter((entry): entry is Runnable => !Object.hasOwn(notRun, entry.id))
  .flatMap(vectorsOf);

/** How `actual` departs from a vector's numbers: one line an element, none where all are within its tolerance. */
export function deviations({ expected, tolerance }: PublishedVector, actual: ArrayLike<number>): string[] {
  if (actual.length !== expected.length) return [`${expected.length} values expected, got ${actual.length}`];
  return expected.flatMap((value, i) => {
    const got = actual[i]!;
    if (Object.is(got, value) || Math.abs(got - value) <= tolerance(value)) return [];
    return [`[${i}] expected ${value} within ${tolerance(value)}, got ${got}`];
  });
}
