import type { Problem } from '@unitsphere/core';
import type { Kernel, Plan, Role } from '../src/plan.ts';
import { planGradient } from '../src/plan-gradient.ts';
import type { Planner } from '../src/works.ts';

/** What can be wrong with a plan. */
export interface Faults {
  /** Ends the text of each kernel. */
  readonly code?: string;
  readonly workgroups?: number;
  readonly sumsBytes?: number;
}

/** Plans for the host's tests: elements change their signs, norms are the slices' numbers, the tally counts them as zero. */
export function negatingPlanner(faults: Faults = {}): Planner {
  return {
    normalize: (problem, _, { inPlace, measured, base = 0, firstNorm = 0 }) =>
      planOf(
        problem,
        [
          ...(inPlace ? [] : ['source' as const]),
          'destination',
          ...(measured ? ['norms' as const, 'tally' as const] : []),
        ],
        [base, firstNorm],
        faults,
      ),
    norms: (problem, _, { base = 0, firstNorm = 0 }) =>
      planOf(problem, ['source', 'norms'], [base, firstNorm], faults),
    gradient: planGradient,
  };
}

function planOf(
  { outer, length, inner, stride }: Problem,
  data: readonly Role[],
  [base, firstNorm]: readonly [number, number],
  { code = '', workgroups = Math.max(1, Math.ceil((outer * length * inner) / lanes)), sumsBytes = 0 }: Faults,
): Plan {
  const roles: readonly Role[] = ['parameters', ...(sumsBytes > 0 ? ['sums' as const] : []), ...data];
  const kernel: Kernel = {
    name: `negate ${roles.join()} ${code.length}`,
    roles,
    constants: { step: 1 },
    code: () => `${textOf(roles)}\n${code}`,
  };
  const parameters = Uint32Array.of(outer, length * inner, stride, base, firstNorm, inner, 0, 0);
  return { dispatches: [{ kernel, workgroups: [workgroups, 1], parameters }], sumsBytes };
}

const lanes = 16;

function textOf(roles: readonly Role[]): string {
  const has = (role: Role): boolean => roles.includes(role);
  const source = has('source') ? 'source' : 'destination';
  return `
@group(0) @binding(0) var<uniform> parameters: array<vec4<u32>, 2>;
${has('source') ? '@group(0) @binding(1) var<storage, read> source: array<u32>;' : ''}
${has('destination') ? '@group(0) @binding(2) var<storage, read_write> destination: array<u32>;' : ''}
${has('sums') ? '@group(0) @binding(3) var<storage, read_write> sums: array<u32>;' : ''}
${has('norms') ? '@group(0) @binding(4) var<storage, read_write> norms: array<u32>;' : ''}
${has('tally') ? '@group(0) @binding(5) var<storage, read_write> tally: array<atomic<u32>>;' : ''}
override step: u32 = 0;
@compute @workgroup_size(${lanes})
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let sizes = parameters[0];
  let element = id.x;
  if (element >= sizes.x * sizes.y) { return; }
  let at = sizes.w + element / sizes.y * sizes.z + element % sizes.y;
  let value = ${source}[at];
  ${has('destination') ? 'destination[at] = value ^ (step << 31);' : ''}
  if (element % sizes.y == 0) {
    ${has('norms') ? 'norms[4 * (parameters[1].x + element / sizes.y * parameters[1].y)] = value;' : ''}
    ${has('tally') ? 'atomicAdd(&tally[0], 1);' : ''}
  }
  ${has('sums') ? 'sums[0] = value;' : ''}
}`;
}
