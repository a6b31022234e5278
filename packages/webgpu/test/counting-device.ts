/** Counts the buffers of a device that were made and not destroyed. */
export function countingBuffers(device: GPUDevice): () => number {
  const alive = new Set<GPUBuffer>();
  const create = device.createBuffer;
  device.createBuffer = (descriptor) => {
    const buffer = create.call(device, descriptor);
    alive.add(buffer);
    const { destroy } = buffer;
    buffer.destroy = () => {
      alive.delete(buffer);
      return destroy.call(buffer);
    };
    return buffer;
  };
  return () => alive.size;
}
