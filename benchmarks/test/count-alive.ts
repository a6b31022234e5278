/** Classes of WebGPU: a page's, or those of the package `webgpu`. */
interface DeviceClass {
  readonly prototype: Pick<GPUDevice, 'createBuffer'>;
}
interface BufferClass {
  readonly prototype: Pick<GPUBuffer, 'destroy'>;
}

/** Counts buffers that are made from now on, on any device, and not destroyed. */
export function countBuffers(device: DeviceClass, buffer: BufferClass): () => number {
  const alive = new Set<unknown>();
  const { createBuffer } = device.prototype;
  const { destroy } = buffer.prototype;
  device.prototype.createBuffer = function (this: GPUDevice, descriptor) {
    const made = createBuffer.call(this, descriptor);
    alive.add(made);
    return made;
  };
  buffer.prototype.destroy = function (this: GPUBuffer) {
    alive.delete(this);
    return destroy.call(this);
  };
  return () => alive.size;
}

/** Counts textures that are made from now on, in any context of WebGL2, and not deleted. */
export function countTextures(): () => number {
  const alive = new Set<unknown>();
  const { createTexture, deleteTexture } = WebGL2RenderingContext.prototype;
  WebGL2RenderingContext.prototype.createTexture = function () {
    const made = createTexture.call(this);
    alive.add(made);
    return made;
  };
  WebGL2RenderingContext.prototype.deleteTexture = function (texture) {
    alive.delete(texture);
    deleteTexture.call(this, texture);
  };
  return () => alive.size;
}
