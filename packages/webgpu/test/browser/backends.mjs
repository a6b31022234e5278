import { webgpu } from '@unitsphere/webgpu';

/** What a page or a worker starts, by name: on one device for all cases, or each on its own. */
export const backends = { lent, own: () => webgpu() };

let device;

async function lent() {
  device ??= navigator.gpu.requestAdapter().then((adapter) => adapter.requestDevice());
  return webgpu({ device: await device });
}
