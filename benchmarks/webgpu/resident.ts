/** Buffers of one measurement, destroyed together. */
export interface Resident {
  /** float32 values on the device. */
  put(values: Float32Array<ArrayBuffer>): GPUBuffer;
  empty(count: number): GPUBuffer;
  /** What `buffer` holds when all that was submitted is done. */
  read(buffer: GPUBuffer): Promise<Float32Array>;
  end(): void;
}

export function residentBuffers(device: GPUDevice): Resident {
  const made: GPUBuffer[] = [];
  const create = (size: number, usage: number): GPUBuffer => {
    const buffer = device.createBuffer({ size, usage });
    made.push(buffer);
    return buffer;
  };
  const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;
  return {
    put(values) {
      const buffer = create(values.byteLength, usage);
      device.queue.writeBuffer(buffer, 0, values);
      return buffer;
    },
    empty: (count) => create(4 * count, usage),
    async read(buffer) {
      const staging = create(buffer.size, GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST);
      const encoder = device.createCommandEncoder();
      encoder.copyBufferToBuffer(buffer, 0, staging, 0, buffer.size);
      device.queue.submit([encoder.finish()]);
      await staging.mapAsync(GPUMapMode.READ);
      return new Float32Array(staging.getMappedRange().slice(0));
    },
    end() {
      for (const buffer of made.splice(0)) buffer.destroy();
    },
  };
}
