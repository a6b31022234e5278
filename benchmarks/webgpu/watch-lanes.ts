/** How lanes are spread: `sliceLanes` for each slice, `workgroupLanes` in a workgroup. */
export interface Lanes {
  readonly workgroupLanes: number;
  readonly sliceLanes: number;
}

/** Learns from outside which lanes the exact kernel has on a device, so that the naive one gets the same. */
export interface LanesWatch {
  /** The lanes of what `record` dispatches last. Throws where that has none. */
  of(record: (encoder: GPUCommandEncoder) => void): Lanes;
}

/** Watches every pipeline that `device` makes from now on. */
export function watchLanes(device: GPUDevice): LanesWatch {
  const known = new WeakMap<GPUComputePipeline, Lanes>();
  const createPipeline = device.createComputePipeline.bind(device);
  device.createComputePipeline = (descriptor) => {
    const pipeline = createPipeline(descriptor);
    const { workgroup_lanes, slice_lanes } = descriptor.compute.constants ?? {};
    if (workgroup_lanes && slice_lanes)
      known.set(pipeline, { workgroupLanes: workgroup_lanes, sliceLanes: slice_lanes });
    return pipeline;
  };
  return {
    of(record) {
      let last: GPUComputePipeline | undefined;
      const encoder = device.createCommandEncoder();
      const beginPass = encoder.beginComputePass.bind(encoder);
      encoder.beginComputePass = (descriptor) => {
        const pass = beginPass(descriptor);
        const setPipeline = pass.setPipeline.bind(pass);
        pass.setPipeline = (pipeline) => {
          last = pipeline;
          setPipeline(pipeline);
        };
        return pass;
      };
      record(encoder);
      encoder.finish();
      const lanes = last && known.get(last);
      if (lanes === undefined) throw new Error('the exact kernel has no lanes that are known here');
      return lanes;
    },
  };
}
