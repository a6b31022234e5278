/** Throws where a measurement has left buffers alive. */
export function requireNone(alive: number): void {
  if (alive > 0) throw new Error(`${alive} buffers were not destroyed`);
}

/** Counts the buffers that are made on a device from now on and not destroyed. */
export function countBuffers(device: GPUDevice): () => number {
  const alive = new Set<GPUBuffer>();
  const create = device.createBuffer.bind(device);
  device.createBuffer = (descriptor) => {
    const buffer = create(descriptor);
    const destroy = buffer.destroy.bind(buffer);
    buffer.destroy = () => {
      alive.delete(buffer);
      destroy();
    };
    alive.add(buffer);
    return buffer;
  };
  return () => alive.size;
}
