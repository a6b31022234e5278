/** A column of the scoreboard: which cases of the conformance kit its slices come from. */
export interface ScoreFamily {
  readonly name: string;
  /** Ids of cases; rows that are all zero, or hold NaN or ±∞, count in the families of that name instead. */
  readonly cases: readonly string[];
  /** Whether calls stay as the kit made them; else rows of one length go into one call. */
  readonly apart?: true;
}

const rounded = (kind: string): string => `values: ${kind} are rounded as claimed`;
const eachByItsOwnNorm = (slices: string): string => `shapes: ${slices} are normalized each by its own norm`;

/** Kinds of rows that are told by their values, whichever case they come from. */
export const specialRows = { zero: 'zero rows', nan: 'rows with NaN', infinite: 'rows with ±∞' } as const;

/** The kit's kinds of float32 values with p = 2, from what everybody should get right to what nearly nobody does. */
export const scoreFamilies: readonly ScoreFamily[] = [
  {
    name: 'published vectors',
    cases: [
      'presets: rule none gives what projects without a preset publish',
      ...['tensorflow', 'keras-ops', 'torch', 'onnx', 'tflite', 'coreml', 'tfjs-layers'].map(
        (preset) => `presets: like ${preset} gives what its framework publishes`,
      ),
    ],
  },
  { name: 'ordinary values', cases: [rounded('ordinary values'), rounded('alternating signs')] },
  { name: 'integers', cases: [rounded('integers')] },
  {
    name: 'zeros among values',
    cases: [
      'values: zeros among values keep their signs',
      'values: NaN, ∞, −∞ and −0 count in every position',
    ],
  },
  {
    name: 'lengths of 1 to 65537',
    cases: [
      'slices of one, two and three elements',
      'slices as long as a block of 4 to 1024, and one less or more',
      'slices of prime length',
      'slices of 65535, 65536 and 65537 elements',
    ].map(eachByItsOwnNorm),
  },
  {
    name: 'up to 65537 rows',
    apart: true,
    cases: [
      'as many slices as a block of 4 to 1024, and one less or more',
      '65535, 65536 and 65537 slices of two',
    ].map(eachByItsOwnNorm),
  },
  {
    name: 'long rows',
    cases: ['values: a million equal elements add up', 'values: a long slice of ordinary values adds up'],
  },
  { name: 'one value among zeros', cases: ['values: one value among zeros becomes one'] },
  { name: 'constant rows', cases: [rounded('constant slices')] },
  { name: 'values of mixed scale', cases: [rounded('values of mixed scale')] },
  { name: 'tiny values', cases: [rounded('tiny values')] },
  { name: 'subnormal values', cases: [rounded('slices of subnormal values')] },
  { name: 'values up to the largest', cases: [rounded('values up to the largest float')] },
  {
    name: 'subnormal results',
    cases: [
      'values: subnormal results are rounded once',
      'values: subnormal results on a tie round to even, one unit off to the nearest, p = 2',
    ],
  },
  {
    name: 'next to a rounding tie',
    cases: ['values: roots within 2^-80 of a rounding tie fall on the right side, p = 2'],
  },
  {
    name: specialRows.zero,
    cases: ['p and rules: a zero slice comes back under every rule, signs and all'],
  },
  {
    name: specialRows.nan,
    cases: ['values: NaN, ∞ and −∞ count first, last and at block edges of slices of 255 to 65537'],
  },
  { name: specialRows.infinite, cases: [] },
];
