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

const two: readonly number[] = [2];

/** Sources of each row: docs/numerics.md, section "Presets". Spreads or powers would keep it in programs that do not use it. */
export const presets: Readonly<Record<PresetName, Preset>> = {
  tensorflow: { rule: 'max-squared', epsilon: 1e-12, epsilonAdjustable: true, orders: two },
  keras2: { rule: 'max-squared', epsilon: 1e-12, epsilonAdjustable: false, orders: two },
  keras: { rule: 'max', epsilon: 1e-12, epsilonAdjustable: false, orders: two },
  'keras-ops': { rule: 'max', epsilon: 1e-7, epsilonAdjustable: true, orders: 'any' },
  torch: { rule: 'max', epsilon: 1e-12, epsilonAdjustable: true, orders: 'any' },
  sklearn: {
    rule: 'keep-below',
    // 10 · 2^-23 and 10 · 2^-52.
    epsilon: { float32: 1.1920928955078125e-6, float64: 2.220446049250313e-15 },
    epsilonAdjustable: false,
    orders: [1, 2, Infinity],
  },
  onnx: { rule: 'none', epsilonAdjustable: false, orders: [1, 2] },
  faiss: { rule: 'none', epsilonAdjustable: false, orders: two },
  pgvector: { rule: 'none', epsilonAdjustable: false, orders: two },
  tflite: { rule: 'max', epsilon: 1e-6, epsilonAdjustable: false, orders: two },
  coreml: { rule: 'add-squared', epsilon: 1e-6, epsilonAdjustable: true, orders: two },
  'tfjs-layers': { rule: 'max-squared', epsilon: 1e-7, epsilonAdjustable: false, orders: two },
  'tfjs-unit-norm': { rule: 'add', epsilon: 1e-7, epsilonAdjustable: false, orders: two },
};
