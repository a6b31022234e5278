import type { Problem } from '@unitsphere/core';
import { epsilonWordCount } from '@unitsphere/core/words';
import { arithmeticOf } from './arithmetic.ts';
import {
  epsilonOfRule,
  extended,
  gradientHeights,
  gradientMeasure,
  gradientMergeAlone,
  gradientMergeLanes,
  gradientOrder1,
  gradientOrder2,
  gradientOrder2Plus,
  gradientOrderInfinity,
  gradientProduct,
  gradientProductDigits,
  gradientSlice,
  gradientSums,
  gradientSumsMeasure,
  gradientSumsScale,
  gradientSumsTies,
  gradientWrite,
  lanes as lanesText,
  loadDestination,
  loadSource,
  loadSums,
  main,
  measurePart,
  mergeAlone,
  mergeLanes,
} from './generated/kernels.ts';
import { declaration } from './kernel-text.ts';
import type { Lanes } from './lanes.ts';
import type { Kernel, Role } from './plan.ts';

export type GradientStage = 'gradient-slice' | 'gradient-measure' | 'gradient-ties' | 'gradient-scale';

/** What dx is written over. */
export type Over = 'fresh' | 'source' | 'upstream' | 'both';

/** Those of ε, and one of the gradient's own: gradient-words.ts. */
const ruleVectors = epsilonWordCount / 4 + 1;

/** Words of a slice's Σ dy·x in `sums`: PRODUCT_DIGITS of kernels/gradient-product.wgsl, the largest |dy|, the ties. */
export const productWords = 52;

/** The kernel of a stage: text by stage and rule, sizes as overrides. */
export function gradientKernel(
  problem: Problem,
  { workgroupLanes, sliceLanes }: Lanes,
  { stage, over }: { readonly stage: GradientStage; readonly over: Over },
): Kernel {
  const roles = rolesOf(stage, over);
  const upstream = upstreamOf(over);
  const { name: rule, text } = arithmeticOf(problem.p, problem.denominator);
  return {
    name: `${stage} ${rule} ${sliceLanes}/${workgroupLanes} over ${over}`,
    roles,
    constants: { workgroup_lanes: workgroupLanes, slice_lanes: sliceLanes },
    code: () =>
      [
        ...roles.map(declaration),
        sourceOf(over) === 'source' ? loadSource : loadDestination,
        ...(roles.includes(upstream) ? [`fn load_upstream(i: u32) -> u32 { return ${upstream}[i]; }`] : []),
        `const RULE_VECTORS = ${ruleVectors}u;`,
        text,
        ...stageText(problem, stage, sliceLanes > 1),
        lanesText,
        epsilonOfRule,
        main,
      ].join('\n'),
  };
}

const sourceOf = (over: Over): Role => (over === 'source' || over === 'both' ? 'destination' : 'source');
const upstreamOf = (over: Over): Role =>
  over === 'upstream' || over === 'both' ? 'destination' : 'upstream';

function rolesOf(stage: GradientStage, over: Over): Role[] {
  const read = stage === 'gradient-ties' ? [sourceOf(over)] : [sourceOf(over), upstreamOf(over)];
  const written: Role[] = stage === 'gradient-slice' || stage === 'gradient-scale' ? ['destination'] : [];
  const sums: Role[] = stage === 'gradient-slice' ? [] : ['sums'];
  return ['parameters', ...new Set([...read, ...written, ...sums])];
}

/** Whether g has another denominator than D: D = N + ε and g = x/N. */
function isApart({ p, denominator: { form, of } }: Problem): boolean {
  return p === 2 && form === 'plus' && of === 'norm';
}

function stageText(problem: Problem, stage: GradientStage, shared: boolean): string[] {
  const { p } = problem;
  const order = p === 1 ? gradientOrder1 : p === Infinity ? gradientOrderInfinity : gradientOrder2;
  const merge = shared ? [mergeLanes, gradientMergeLanes] : [mergeAlone, gradientMergeAlone];
  const measure = [measurePart, gradientMeasure, ...merge];
  const write = [isApart(problem) ? gradientOrder2Plus : order, gradientWrite];
  const stages: Record<GradientStage, string[]> = {
    'gradient-slice': [...measure, ...write, gradientSlice],
    'gradient-measure': [...measure, gradientSums, loadSums, gradientSumsMeasure],
    'gradient-ties': [gradientSums, loadSums, gradientSumsTies],
    'gradient-scale': [gradientSums, loadSums, ...write, gradientSumsScale],
  };
  return [extended, gradientHeights, gradientProductDigits, gradientProduct, ...stages[stage]];
}
