import type { Problem } from '@unitsphere/core';
import { epsilonWordCount } from '@unitsphere/core/words';
import { arithmeticOf } from './arithmetic.ts';
import {
  bits,
  decode,
  epsilonOfRule,
  extended,
  extendedRounded,
  extendedTexels,
  gradientFactors,
  gradientFactors1,
  gradientFactors2,
  gradientFactors2Plus,
  gradientFactorsInfinity,
  gradientFoursColumns,
  gradientFoursRows,
  gradientMeasure,
  gradientMerge,
  gradientNear,
  gradientNorm,
  gradientProduct,
  gradientProductDigits,
  gradientProductFar,
  gradientRange,
  gradientSlope1,
  gradientSlope2,
  gradientSlopeInfinity,
  gradientTop,
  gradientTopNone,
  gradientTotal,
  gradientWrite,
  gradientWriteElements,
  gradientWriteTexels,
  loadMarks,
  place,
  placePart,
  placeWhole,
  wide,
} from './generated/kernels.ts';
import type { Kernel } from './plan.ts';

/** What a kernel does; the first word of its name. */
export type GradientStage =
  | 'gradient-product'
  | 'gradient-range'
  | 'gradient-measure'
  | 'gradient-merge'
  | 'gradient-total'
  | 'gradient-factors'
  | 'gradient-write';

/** CLASSES of kernels/gradient-total.glsl. */
export const productClasses = 43;

/** Kernels of a stage that are the same text have the same name. */
export function gradientKernel(stage: GradientStage, problem: Problem): Kernel {
  const { words, textures, sizes, pieces } = stages[stage](problem);
  return {
    name: [stage, ...words].join(' '),
    textures,
    sizes,
    // Integers of a fragment shader have 16 bits unless it says so.
    code: () => ['precision highp int;', ...pieces()].join('\n'),
  };
}

interface Text {
  /** Of the name, besides the stage. */
  readonly words: readonly string[];
  readonly textures: readonly string[];
  readonly sizes: readonly string[];
  pieces(): readonly string[];
}

const shape = ['length', 'inner', 'stride'];
const parts = ['parts', 'partLength'];
const basis = [decode, bits, wide];
const numbers = [...basis, extended, extendedTexels];

const stages: Readonly<Record<GradientStage, (problem: Problem) => Text>> = {
  'gradient-product': (problem) => ({
    words: [layoutOf(problem)],
    textures: ['source', 'upstream'],
    sizes: shape,
    pieces: () => [
      ...numbers,
      ...foursOf(problem),
      placeWhole,
      gradientNear,
      gradientProductDigits,
      gradientProductFar,
      gradientProduct,
    ],
  }),
  'gradient-range': (problem) => ({
    words: [layoutOf(problem), problem.p === Infinity ? 'with ties' : 'without ties'],
    textures: problem.p === Infinity ? ['source', 'upstream', 'norms'] : ['source', 'upstream'],
    sizes: [...shape, ...parts],
    pieces: () => [
      ...basis,
      ...(problem.p === Infinity ? [gradientNorm, gradientTop] : [gradientTopNone]),
      ...foursOf(problem),
      placePart,
      gradientNear,
      gradientRange,
    ],
  }),
  'gradient-measure': (problem) => ({
    words: [layoutOf(problem)],
    textures: ['source', 'upstream', 'productRanges'],
    sizes: [...shape, ...parts, 'sliceCount'],
    pieces: () => [...basis, ...foursOf(problem), placePart, gradientNear, gradientMeasure],
  }),
  'gradient-merge': () => ({
    words: [],
    textures: ['productSums'],
    sizes: ['parts', 'sliceCount'],
    pieces: () => [gradientMerge],
  }),
  'gradient-total': () => ({
    words: [],
    textures: ['productDigits', 'productRanges'],
    sizes: ['parts', 'sliceCount'],
    pieces: () => [...numbers, gradientProductDigits, gradientTotal],
  }),
  'gradient-factors': ({ p, denominator }) => {
    const { name, text } = arithmeticOf(p, denominator);
    const ties = p === Infinity;
    return {
      words: [name],
      textures: ['norms', 'products', 'rule', ...(ties ? ['productRanges'] : [])],
      sizes: ['turn', ...(ties ? ['parts'] : [])],
      pieces: () => [
        text,
        `const uint EPSILON_WORDS = ${epsilonWordCount}u;`,
        epsilonOfRule,
        extended,
        extendedTexels,
        gradientNorm,
        factorsOf(p, denominator),
        gradientFactors,
      ],
    };
  },
  'gradient-write': (problem) => {
    const { p } = problem;
    const inTexels = isInTexels(problem);
    return {
      words: [String(p), inTexels ? 'texels' : 'elements'],
      textures: [
        'source',
        'upstream',
        'reciprocals',
        'shares',
        'below',
        ...(p === Infinity ? ['norms'] : []),
      ],
      sizes: [...shape, 'sliceCount'],
      pieces: () => [
        ...numbers,
        extendedRounded,
        ...(p === Infinity ? [gradientNorm, gradientTop] : [gradientTopNone]),
        gradientWrite,
        p === 1 ? gradientSlope1 : p === 2 ? gradientSlope2 : gradientSlopeInfinity,
        inTexels ? gradientWriteTexels : gradientWriteElements,
      ],
    };
  },
};

/** Whether no texel has elements of two slices. */
const isInTexels = ({ inner, length, stride }: Problem): boolean =>
  inner === 1 && length % 4 === 0 && stride % 4 === 0;

const layoutOf = ({ inner }: Problem): string => (inner === 1 ? 'rows' : 'columns');

function foursOf({ inner }: Problem): readonly string[] {
  return [place, loadMarks, inner === 1 ? gradientFoursRows : gradientFoursColumns];
}

/** For p = 2 it matters whether g has another denominator than D: D = N + ε and g = x/N. */
function factorsOf(p: number, { form, of }: Problem['denominator']): string {
  if (p === 1) return gradientFactors1;
  if (p === Infinity) return gradientFactorsInfinity;
  return form === 'plus' && of === 'norm' ? gradientFactors2Plus : gradientFactors2;
}
