import type { Problem } from '@unitsphere/core';
import { epsilonWordCount } from '@unitsphere/core/words';
import { arithmeticOf } from './arithmetic.ts';
import {
  epsilonOfRule,
  lanes as lanesText,
  loadDestination,
  loadSource,
  loadSums,
  main,
  measureKept,
  measurePart,
  measureSums,
  mergeAlone,
  mergeLanes,
  normalizeOnce,
  normalizeTwice,
  normsSlice,
  normsSums,
  reportMeasured,
  reportNothing,
  scalePart,
  scaleSums,
  settleRare,
} from './generated/kernels.ts';
import type { Lanes } from './lanes.ts';
import { bindings, type Kernel, type Role } from './plan.ts';

/** What a dispatch does; the first word of its kernel's name. */
export type Stage = 'normalize-once' | 'normalize-twice' | 'measure' | 'scale' | 'norms' | 'norms-of-sums';

export interface Variant {
  readonly stage: Stage;
  readonly inPlace: boolean;
  readonly measured: boolean;
}

/** The kernel of a stage: text by stage and rule, sizes as overrides. */
export function kernelOf(problem: Problem, lanes: Lanes, variant: Variant): Kernel {
  const { workgroupLanes, sliceLanes, kept } = lanes;
  const { stage, inPlace, measured } = variant;
  const roles = rolesOf(variant);
  const { name: rule, text } = arithmeticOf(problem.p, problem.denominator);
  const name = [
    stage,
    rule,
    `${sliceLanes}/${workgroupLanes}`,
    ...(kept > 0 ? [`keeps ${kept}`] : []),
    ...(inPlace ? ['in-place'] : []),
    ...(measured ? ['measured'] : []),
  ].join(' ');
  return {
    name,
    roles,
    constants: { workgroup_lanes: workgroupLanes, slice_lanes: sliceLanes },
    code: () =>
      [
        ...roles.map(declaration),
        `const RULE_VECTORS = ${epsilonWordCount / 4}u;`,
        `const KEPT = ${kept}u;`,
        ...traversal(variant, sliceLanes > 1, kept > 0),
        text,
        lanesText,
        epsilonOfRule,
        main,
      ].join('\n'),
  };
}

function rolesOf({ stage, inPlace, measured }: Variant): Role[] {
  const sums: Role[] = ['sums'];
  const input: Role[] = inPlace ? [] : ['source'];
  const report: Role[] = measured ? ['norms', 'tally'] : [];
  const roles: Record<Stage, Role[]> = {
    'normalize-once': [...input, 'destination', ...report],
    'normalize-twice': [...input, 'destination', ...report],
    measure: inPlace ? ['destination', ...sums] : ['source', ...sums],
    scale: [...input, 'destination', ...sums, ...report],
    norms: ['source', 'norms'],
    'norms-of-sums': [...sums, 'norms'],
  };
  return ['parameters', ...roles[stage]];
}

/** How a role is declared in WGSL. */
export function declaration(role: Role): string {
  const types: Record<Role, string> = {
    parameters: '<uniform> parameters: Parameters',
    source: '<storage, read> source: array<u32>',
    upstream: '<storage, read> upstream: array<u32>',
    destination: '<storage, read_write> destination: array<u32>',
    sums: '<storage, read_write> sums: array<atomic<u32>>',
    norms: '<storage, read_write> norms: array<vec4<u32>>',
    tally: '<storage, read_write> tally: array<atomic<u32>, 4>',
  };
  return `@group(0) @binding(${bindings[role]}) var${types[role]};`;
}

function traversal({ stage, inPlace, measured }: Variant, shared: boolean, keeps: boolean): string[] {
  const load = inPlace ? loadDestination : loadSource;
  const measure = [load, keeps ? measureKept : measurePart, shared ? mergeLanes : mergeAlone];
  const report = measured ? reportMeasured : reportNothing;
  const pieces: Record<Stage, string[]> = {
    'normalize-once': [load, shared ? mergeLanes : mergeAlone, normalizeOnce, settleRare, report],
    'normalize-twice': [...measure, scalePart, settleRare, normalizeTwice, report],
    measure: [...measure, measureSums],
    scale: [load, loadSums, scalePart, settleRare, scaleSums, report],
    norms: [...measure, normsSlice],
    'norms-of-sums': [loadSums, normsSums],
  };
  return pieces[stage];
}
