import { type FloatArray, UnitsphereError } from '@unitsphere/core';
import { faultOf, lossFault } from './faults.ts';
import type { Texels } from './plan.ts';
import { texelShape } from './texel-shape.ts';

/** A texture of its own for so many texels, of zeros. */
export function createTexels(context: WebGL2RenderingContext, texels: number): Texels {
  const { width, height } = texelShape(context, texels);
  const texture = context.createTexture();
  context.bindTexture(context.TEXTURE_2D, texture);
  context.texStorage2D(context.TEXTURE_2D, 1, context.RGBA32F, width, height);
  context.texParameteri(context.TEXTURE_2D, context.TEXTURE_MIN_FILTER, context.NEAREST);
  context.texParameteri(context.TEXTURE_2D, context.TEXTURE_MAG_FILTER, context.NEAREST);
  return { texture, width, height };
}

/** Copies values into a texture of their size, without a copy in between but for the last texel and shared memory. */
export function uploadTexels(context: WebGL2RenderingContext, values: FloatArray): Texels {
  const texels = createTexels(context, Math.ceil(values.length / 4));
  const { width } = texels;
  // Browsers take no shared memory.
  const own = values.buffer instanceof ArrayBuffer ? values : values.slice();
  const write = (x: number, y: number, w: number, h: number, piece: FloatArray): void => {
    if (w * h > 0)
      context.texSubImage2D(context.TEXTURE_2D, 0, x, y, w, h, context.RGBA, context.FLOAT, piece);
  };
  const rows = Math.floor(own.length / (4 * width));
  write(0, 0, width, rows, own.subarray(0, 4 * width * rows));
  const whole = Math.floor(own.length / 4);
  const x = whole - rows * width;
  write(0, rows, x, 1, own.subarray(4 * width * rows, 4 * whole));
  const last = new Float32Array(4);
  last.set(own.subarray(4 * whole));
  write(x, rows, own.length > 4 * whole ? 1 : 0, 1, last);
  return texels;
}

/**
 * The first `length` numbers of a texture, as they are now; waits without blocking. Rejects with `out-of-memory`, `device-error`,
 * `device-lost`.
 */
export function readTexels(
  context: WebGL2RenderingContext,
  texels: Texels,
  length: number,
): Promise<Float32Array> {
  const { width } = texels;
  const height = Math.ceil(length / 4 / width);
  const bytes = 16 * width * height;
  if (bytes === 0) return Promise.resolve(new Float32Array(0));
  const pack = context.createBuffer();
  const end = (): void => context.deleteBuffer(pack);
  context.bindBuffer(context.PIXEL_PACK_BUFFER, pack);
  context.bufferData(context.PIXEL_PACK_BUFFER, bytes, context.STREAM_READ);
  const framebuffer = context.createFramebuffer();
  context.bindFramebuffer(context.READ_FRAMEBUFFER, framebuffer);
  const { READ_FRAMEBUFFER, COLOR_ATTACHMENT0, TEXTURE_2D } = context;
  context.framebufferTexture2D(READ_FRAMEBUFFER, COLOR_ATTACHMENT0, TEXTURE_2D, texels.texture, 0);
  context.readPixels(0, 0, width, height, context.RGBA, context.FLOAT, 0);
  context.bindFramebuffer(context.READ_FRAMEBUFFER, null);
  context.deleteFramebuffer(framebuffer);
  context.bindBuffer(context.PIXEL_PACK_BUFFER, null);
  const fault = faultOf(context);
  if (fault !== undefined) {
    end();
    return Promise.reject(fault);
  }
  return finished(context)
    .then(() => {
      const values = new Float32Array(length);
      // Whatever is bound between two calls may be the lender's.
      const before = context.getParameter(context.PIXEL_PACK_BUFFER_BINDING);
      context.bindBuffer(context.PIXEL_PACK_BUFFER, pack);
      context.getBufferSubData(context.PIXEL_PACK_BUFFER, 0, values);
      context.bindBuffer(context.PIXEL_PACK_BUFFER, before);
      if (context.isContextLost()) throw lossFault();
      return values;
    })
    .finally(end);
}

/** About a millisecond of them. */
const quickLooks = 20;

/** Fulfilled once the work so far is done. Rejects with `device-lost`. */
async function finished(context: WebGL2RenderingContext): Promise<void> {
  const sync = context.fenceSync(context.SYNC_GPU_COMMANDS_COMPLETE, 0);
  if (sync === null) throw lossFault();
  // Without, the fence may wait in a queue that nobody sends off.
  context.flush();
  const { port1, port2 } = new MessageChannel();
  try {
    for (let looks = 0; ; looks++) {
      // A fence is signalled between tasks. A message comes at once, which takes a core to itself: soon timers do, some 4 ms apart.
      await new Promise((resolve) => {
        port1.onmessage = resolve;
        if (looks < quickLooks) port2.postMessage(0);
        else setTimeout(resolve, 1);
      });
      if (context.isContextLost()) throw lossFault();
      const status = context.clientWaitSync(sync, 0, 0);
      if (status === context.ALREADY_SIGNALED || status === context.CONDITION_SATISFIED) return;
      if (status === context.WAIT_FAILED)
        throw new UnitsphereError('device-error', 'the driver cannot wait for its work: WAIT_FAILED');
    }
  } finally {
    port1.close();
    context.deleteSync(sync);
  }
}
