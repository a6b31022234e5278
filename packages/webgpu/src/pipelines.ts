import { both, fine, type Outcome, watched } from './faults.ts';
import { bindings, type Kernel, type Role } from './plan.ts';

/** A kernel on a device, and whether it could be made. */
export interface Pipeline {
  readonly pipeline: GPUComputePipeline;
  readonly layout: GPUBindGroupLayout;
  readonly outcome: Outcome;
}

/** Makes each pipeline once, by its kernel's name. */
export type Pipelines = (kernel: Kernel) => Pipeline;

export function createPipelines(device: GPUDevice): Pipelines {
  const layouts = new Map<string, GPUBindGroupLayout>();
  const pipelines = new Map<string, Pipeline>();

  const layoutOf = (roles: readonly Role[]): GPUBindGroupLayout => {
    const key = roles.join();
    const layout = layouts.get(key) ?? device.createBindGroupLayout({ entries: roles.map(entryOf) });
    layouts.set(key, layout);
    return layout;
  };
  const make = ({ name, code, roles, constants }: Kernel): Omit<Pipeline, 'outcome'> => {
    const layout = layoutOf(roles);
    const pipeline = device.createComputePipeline({
      layout: device.createPipelineLayout({ bindGroupLayouts: [layout] }),
      compute: {
        module: device.createShaderModule({ label: name, code: code() }),
        entryPoint: 'main',
        constants: { ...constants },
      },
    });
    return { pipeline, layout };
  };

  return (kernel) => {
    const known = pipelines.get(kernel.name);
    if (known !== undefined) return known;
    const [made, outcome] = watched(device, () => make(kernel));
    const pipeline = { ...made, outcome };
    pipelines.set(kernel.name, pipeline);
    return pipeline;
  };
}

/** Whether all the kernels could be made. */
export function outcomeOf(pipelines: Iterable<Pipeline>): Outcome {
  let outcome = fine;
  for (const pipeline of new Set(pipelines)) outcome = both(outcome, pipeline.outcome);
  return outcome;
}

/** `GPUShaderStage.COMPUTE`: a number of the standard, for which Node has no global name. */
const computeStage = 4;

function entryOf(role: Role): GPUBindGroupLayoutEntry {
  const readOnly = role === 'source' || role === 'upstream';
  const type = role === 'parameters' ? 'uniform' : readOnly ? 'read-only-storage' : 'storage';
  return { binding: bindings[role], visibility: computeStage, buffer: { type } };
}
