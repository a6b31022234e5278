import type { Denominator, Problem } from '@unitsphere/core';
import { arithmeticOf } from './arithmetic.ts';
import {
  digitLoad,
  digitTexel,
  epsilonOfRule,
  finish,
  loadMarks,
  loadSource,
  measureColumns,
  measureDigits,
  measureRows,
  mergeDigits,
  place,
  placePart,
  placeWhole,
  quotients,
  quotientsElements,
  quotientsSlice,
  quotientsTexels,
  range,
  rangeColumns,
  rangeDigits,
  rangeRows,
  reduce,
  reduceDigits,
  reduceNorm,
  reduceRanges,
  scale,
  scaleUp,
  settle,
  settleDigits,
  settleLargest,
  settleMarks,
  settleMeasured,
} from './generated/kernels.ts';
import type { Kernel } from './plan.ts';

/** What a kernel does; the first word of its name. */
export type Stage =
  | 'reduce'
  | 'range'
  | 'measure-digits'
  | 'merge-digits'
  | 'reduce-digits'
  | 'reduce-ranges'
  | 'finish'
  | 'settle'
  | 'scale';

/** What of a problem a kernel's text depends on; all else is a size. */
export interface Traits {
  readonly p: number;
  readonly denominator: Denominator;
  /** Elements of a slice are neighbours. */
  readonly inRows: boolean;
  /** No texel has elements of two slices. */
  readonly inTexels: boolean;
  /** Slices have parts. */
  readonly isLong: boolean;
}

export function kernelTraits({ p, denominator, inner, length, stride }: Problem, parts: number): Traits {
  const inRows = inner === 1;
  const inTexels = inRows && length % 4 === 0 && stride % 4 === 0;
  return { p, denominator, inRows, inTexels, isLong: parts > 1 };
}

/** Texels of the digits of a sum, as digit-texel.glsl packs them. */
export function digitTexels(p: number): number {
  return p === 2 ? 6 : 3;
}

/** Kernels of a stage that are the same text have the same name. */
export function kernelOf(stage: Stage, traits: Traits): Kernel {
  const { arithmetic, words, pieces, textures, sizes } = stages[stage](traits);
  return {
    name: [stage, ...(arithmetic ? [arithmetic.name] : []), ...words].join(' '),
    textures: [...textures, ...(arithmetic ? ['rule'] : [])],
    sizes,
    // Integers of a fragment shader have 16 bits unless it says so.
    code: () =>
      [...(arithmetic ? [arithmetic.text, epsilonOfRule] : ['precision highp int;']), ...pieces].join('\n'),
  };
}

interface Text {
  /** With the words of ε, in the texture `rule`. */
  readonly arithmetic?: ReturnType<typeof arithmeticOf>;
  /** Of the name, besides stage and arithmetic. */
  readonly words: readonly string[];
  readonly pieces: readonly string[];
  readonly textures: readonly string[];
  readonly sizes: readonly string[];
}

/** For text that is the same for all rules. */
const any: Denominator = { form: 'floor', of: 'norm', epsilon: 0 };
const shape = ['length', 'inner', 'stride'];
const cut = ['sliceCount', 'parts', 'partLength'];

const stages: Readonly<Record<Stage, (traits: Traits) => Text>> = {
  reduce: ({ p, denominator, inRows }) => ({
    arithmetic: arithmeticOf(p, denominator),
    words: [layoutOf(inRows)],
    pieces: [place, placeWhole, loadSource, ...measureOf(inRows), reduceNorm, reduce],
    textures: ['source'],
    sizes: shape,
  }),
  range: ({ inRows }) => ({
    words: [layoutOf(inRows)],
    pieces: [place, placePart, loadSource, range, inRows ? rangeRows : rangeColumns],
    textures: ['source'],
    sizes: [...shape, ...cut],
  }),
  'measure-digits': ({ p, inRows }) => ({
    arithmetic: arithmeticOf(p, any),
    words: [layoutOf(inRows)],
    pieces: [place, placePart, loadSource, ...measureOf(inRows), digitTexel, rangeDigits, measureDigits],
    textures: ['source', 'ranges'],
    sizes: [...shape, ...cut],
  }),
  'merge-digits': ({ p }) => ({
    arithmetic: arithmeticOf(p, any),
    words: [],
    pieces: [digitTexel, rangeDigits, mergeDigits],
    textures: ['ranges', 'sums'],
    sizes: cut,
  }),
  'reduce-digits': ({ p, denominator }) => ({
    arithmetic: arithmeticOf(p, denominator),
    words: [],
    pieces: [digitTexel, digitLoad, reduceNorm, reduceDigits],
    textures: ['digits'],
    sizes: ['sliceCount'],
  }),
  'reduce-ranges': ({ p, denominator }) => ({
    arithmetic: arithmeticOf(p, denominator),
    words: [],
    pieces: [reduceNorm, reduceRanges],
    textures: ['ranges'],
    sizes: ['parts'],
  }),
  finish: ({ p, denominator }) => ({
    arithmetic: arithmeticOf(p, denominator),
    words: [],
    pieces: [finish],
    textures: ['norms'],
    sizes: [],
  }),
  settle: (traits) => {
    const { p, denominator, inTexels } = traits;
    const sums = sumsFor(traits);
    return {
      arithmetic: arithmeticOf(p, denominator, 'texture'),
      words: [texelsOf(inTexels), sums.word],
      pieces: [...sums.pieces, ...quotientsOf(inTexels), settleMarks, settle],
      textures: ['source', 'slices', ...sums.textures],
      sizes: [...shape, 'sliceCount'],
    };
  },
  scale: ({ p, denominator, inTexels }) => ({
    arithmetic: arithmeticOf(p, denominator),
    words: [texelsOf(inTexels)],
    pieces: [...quotientsOf(inTexels), scaleUp, scale],
    textures: ['source', 'slices', 'roundings', 'below'],
    sizes: [...shape, 'sliceCount'],
  }),
};

const layoutOf = (inRows: boolean): string => (inRows ? 'rows' : 'columns');
const texelsOf = (inTexels: boolean): string => (inTexels ? 'texels' : 'elements');
const quotientsOf = (inTexels: boolean): string[] => [
  loadMarks,
  quotients,
  quotientsSlice,
  inTexels ? quotientsTexels : quotientsElements,
];
const measureOf = (inRows: boolean): string[] => [loadMarks, inRows ? measureRows : measureColumns];

/** Where rare elements find the sum of their slice. */
function sumsFor({ p, isLong }: Traits): { word: string; pieces: string[]; textures: string[] } {
  if (p === Infinity) return { word: 'by norms', pieces: [settleLargest], textures: ['norms'] };
  if (isLong)
    return { word: 'by digits', pieces: [digitTexel, digitLoad, settleDigits], textures: ['digits'] };
  return { word: 'by elements', pieces: [place, placeWhole, loadSource, settleMeasured], textures: [] };
}
