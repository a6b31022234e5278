/** The work of a scenario: what is timed, and of what. Plain data; slices along `axis`, p = 2, rule `none`. */
export interface Scenario {
  /** Unique; as people say it. */
  readonly name: string;
  readonly shape: readonly number[];
  readonly axis: number;
  readonly dtype: 'float32' | 'float64';
  /**
   * `normalize`: from an array that stays to another. `in-place`: over the input. `gradient`: the vector-Jacobian product.
   * `file`: reads a .npy file, normalizes, writes a .npy file.
   */
  readonly task: 'normalize' | 'in-place' | 'gradient' | 'file';
  /** `ordinary`: uniform in ±1. `every-exponent`: bit patterns uniform over the finite float32. `glove`: the word vectors. */
  readonly values: 'ordinary' | 'every-exponent' | 'glove';
  /** Part of `--quick`. */
  readonly quick?: true;
}

const float32 = { axis: -1, dtype: 'float32', task: 'normalize', values: 'ordinary' } as const;

export const scenarios: readonly Scenario[] = [
  { ...float32, name: '[1, 768]', shape: [1, 768], quick: true },
  { ...float32, name: '[1000, 128]', shape: [1000, 128], quick: true },
  { ...float32, name: '[1000, 768]', shape: [1000, 768] },
  { ...float32, name: '[10000, 768]', shape: [10_000, 768] },
  { ...float32, name: '[100000, 384]', shape: [100_000, 384] },
  { ...float32, name: '[10, 1000000]', shape: [10, 1_000_000] },
  { ...float32, name: '[100, 1000, 64] along 1', shape: [100, 1000, 64], axis: 1 },
  { ...float32, name: '[1000, 768] in place', shape: [1000, 768], task: 'in-place' },
  { ...float32, name: '[1000, 768] float64', shape: [1000, 768], dtype: 'float64' },
  { ...float32, name: '[1000, 768] gradient', shape: [1000, 768], task: 'gradient' },
  { ...float32, name: '[1000, 768] every exponent', shape: [1000, 768], values: 'every-exponent' },
  { ...float32, name: 'GloVe file [5000, 100]', shape: [5000, 100], task: 'file', values: 'glove' },
];

/** Bytes that must be read and written at least: the input, a gradient's upstream, the output. */
export function bytesMoved({ shape, dtype, task }: Scenario): number {
  const arrays = task === 'gradient' ? 3 : 2;
  return arrays * shape.reduce((a, b) => a * b) * (dtype === 'float32' ? 4 : 8);
}
