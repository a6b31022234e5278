import type { Rule } from './denominator.ts';
import type { DType } from './float-array.ts';

/** A framework whose meaning of "normalize" can be asked for by name. */
export type PresetName =
  | 'tensorflow'
  | 'keras2'
  | 'keras'
  | 'keras-ops'
  | 'torch'
  | 'sklearn'
  | 'onnx'
  | 'faiss'
  | 'pgvector'
  | 'tflite'
  | 'coreml'
  | 'tfjs-layers'
  | 'tfjs-unit-norm';

/** What a framework does, and which of its parameters its callers can change. */
export interface Preset {
  readonly rule: Rule;
  /** Absent for rule `none`; by dtype where the framework's epsilon follows it. */
  readonly epsilon?: number | Readonly<Record<DType, number>>;
  readonly epsilonAdjustable: boolean;
  /** The orders its callers can choose; 2 is the default of all. */
  readonly orders: 'any' | readonly number[];
}

const fixed = { epsilonAdjustable: false, orders: [2] } as const;

/** Sources of each row: docs/numerics.md, section "Presets". */
export const presets: Readonly<Record<PresetName, Preset>> = {
  tensorflow: { rule: 'max-squared', epsilon: 1e-12, epsilonAdjustable: true, orders: [2] },
  keras2: { rule: 'max-squared', epsilon: 1e-12, ...fixed },
  keras: { rule: 'max', epsilon: 1e-12, ...fixed },
  'keras-ops': { rule: 'max', epsilon: 1e-7, epsilonAdjustable: true, orders: 'any' },
  torch: { rule: 'max', epsilon: 1e-12, epsilonAdjustable: true, orders: 'any' },
  sklearn: {
    rule: 'keep-below',
    epsilon: { float32: 10 * 2 ** -23, float64: 10 * 2 ** -52 },
    epsilonAdjustable: false,
    orders: [1, 2, Infinity],
  },
  onnx: { rule: 'none', epsilonAdjustable: false, orders: [1, 2] },
  faiss: { rule: 'none', ...fixed },
  pgvector: { rule: 'none', ...fixed },
  tflite: { rule: 'max', epsilon: 1e-6, ...fixed },
  coreml: { rule: 'add-squared', epsilon: 1e-6, epsilonAdjustable: true, orders: [2] },
  'tfjs-layers': { rule: 'max-squared', epsilon: 1e-7, ...fixed },
  'tfjs-unit-norm': { rule: 'add', epsilon: 1e-7, ...fixed },
};
