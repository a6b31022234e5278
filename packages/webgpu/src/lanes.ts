import type { Problem } from '@unitsphere/core';
import type { DeviceTraits } from './plan.ts';

/** How lanes share the slices: sizes that make a kernel fit the shape and the device, never its result. */
export interface Lanes {
  /** A workgroup's lanes. */
  readonly workgroupLanes: number;
  /** Lanes a slice; `workgroupLanes / sliceLanes` slices a workgroup. */
  readonly sliceLanes: number;
  /** Elements that a lane keeps, of a short slice until the quotients; 0: it reads them again. */
  readonly kept: number;
  /** Workgroups that share a slice; above 1 the sum takes a dispatch of its own. */
  readonly parts: number;
  /** Elements of a part, the last one may have fewer. */
  readonly partLength: number;
  readonly workgroups: number;
}

type Shape = Pick<Lanes, 'workgroupLanes' | 'sliceLanes'>;

/** What a lane keeps: in registers on a GPU; a processor has no more of those, but saves the loops over blocks. */
const keptElements = 16;
const keptOnProcessor = 32;

/** Parts of a slice add carried digits, below 2^16 each, to words of 32 bits: so many always fit. */
export const maxParts: number = 2 ** 16;

export function chooseLanes(problem: Problem, traits: DeviceTraits): Lanes {
  return traits.isSoftware ? onProcessor(problem) : onGpu(problem, traits);
}

/** The same slices one lane each, where a plan only finishes what other dispatches have summed. */
export function finishingLanes(lanes: Lanes, slices: number): Lanes {
  const workgroupLanes = lanes.workgroupLanes;
  return spread({ workgroupLanes, sliceLanes: 1 }, slices, 0, 0, 1);
}

/** One lane a slice: no barriers, which cost a software device most. Few slices are cut, to have lanes for all cores. */
function onProcessor({ outer, inner, length }: Problem): Lanes {
  const slices = outer * inner;
  const parts = slices < 128 ? Math.min(Math.ceil(length / 1024), Math.ceil(512 / slices)) : 1;
  const kept = length <= keptOnProcessor ? keptOnProcessor : 0;
  return spread({ workgroupLanes: 8, sliceLanes: 1 }, slices, length, kept, parts);
}

/**
 * Rows: as many lanes as keep a slice in registers, neighbours in memory side by side. Columns: at least eight
 * neighbouring slices side by side, a sector of 32 bytes of DRAM. Few long slices are cut until workgroups are many.
 */
function onGpu({ outer, inner, length }: Problem, traits: DeviceTraits): Lanes {
  const slices = outer * inner;
  const shapes = inner === 1 ? rowShapes : columnShapes;
  const possible = shapes.filter((s) => s.workgroupLanes <= traits.maxInvocations);
  const shape = possible.find((s) => length <= s.sliceLanes * keptElements) ?? possible.at(-1)!;
  const fits = length <= shape.sliceLanes * keptElements;
  const workgroups = Math.ceil((slices * shape.sliceLanes) / shape.workgroupLanes);
  const parts = fits
    ? 1
    : Math.min(Math.ceil(length / (shape.sliceLanes * keptElements)), Math.ceil(1024 / workgroups));
  return spread(shape, slices, length, keptElements, workgroups < 128 ? parts : 1);
}

const rowShapes: readonly Shape[] = [
  { sliceLanes: 1, workgroupLanes: 64 },
  { sliceLanes: 8, workgroupLanes: 64 },
  { sliceLanes: 64, workgroupLanes: 64 },
  { sliceLanes: 256, workgroupLanes: 256 },
];

const columnShapes: readonly Shape[] = [
  { sliceLanes: 1, workgroupLanes: 64 },
  { sliceLanes: 8, workgroupLanes: 64 },
  { sliceLanes: 32, workgroupLanes: 256 },
];

function spread(shape: Shape, slices: number, length: number, kept: number, wanted: number): Lanes {
  const atOnce = shape.sliceLanes;
  const most = Math.max(1, Math.min(wanted, maxParts));
  const partLength = Math.ceil(length / most / atOnce) * atOnce;
  const parts = Math.max(1, Math.ceil(length / Math.max(1, partLength)));
  const workgroups = Math.ceil((slices * shape.sliceLanes) / shape.workgroupLanes) * parts;
  return { ...shape, kept, parts, partLength, workgroups };
}
