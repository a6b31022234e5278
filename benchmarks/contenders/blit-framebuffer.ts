import type { Contender, Work } from '../contender.ts';
import { floatContext, loseContext, rendererOf } from './float-context.ts';
import { bytesToCopy, type PreparedCopy } from './prepared-copy.ts';
import { attached, readTexel } from './read-texel.ts';
import { takingAllBut } from './taking-all-but.ts';

/** From one texture RGBA32F to another, until it can be read. */
export function blitFramebuffer(): Contender {
  return {
    name: 'blitFramebuffer',
    kind: 'roof',
    roof: 'blitFramebuffer',
    without: takingAllBut({ file: 'a file is not copied on a device' }),
    async start() {
      const context = floatContext();
      return {
        version: rendererOf(context),
        prepare: (work) => prepare(context, work),
        end: () => loseContext(context),
      };
    },
  };
}

/** Texels of the widest row: 2048 is what every WebGL2 has. */
const widest = 2048;

function prepare(context: WebGL2RenderingContext, work: Work): PreparedCopy {
  const bytes = bytesToCopy(work);
  const texels = Math.ceil(bytes.length / 16);
  const width = Math.min(texels, widest);
  const height = Math.ceil(texels / width);
  const values = new Float32Array(4 * width * height);
  new Uint8Array(values.buffer).set(bytes);
  const [source, destination] = [
    texture(context, width, height, values),
    texture(context, width, height, new Float32Array(values.length)),
  ];
  return {
    run() {
      const to = attached(context, context.DRAW_FRAMEBUFFER, destination);
      const from = attached(context, context.READ_FRAMEBUFFER, source);
      const { COLOR_BUFFER_BIT, NEAREST } = context;
      context.blitFramebuffer(0, 0, width, height, 0, 0, width, height, COLOR_BUFFER_BIT, NEAREST);
      context.deleteFramebuffer(from);
      context.deleteFramebuffer(to);
      readTexel(context, destination);
    },
    copied() {
      const framebuffer = attached(context, context.READ_FRAMEBUFFER, destination);
      const found = new Float32Array(values.length);
      context.readPixels(0, 0, width, height, context.RGBA, context.FLOAT, found);
      context.deleteFramebuffer(framebuffer);
      return new Uint8Array(found.buffer, 0, bytes.length);
    },
    end() {
      context.deleteTexture(source);
      context.deleteTexture(destination);
    },
  };
}

function texture(
  context: WebGL2RenderingContext,
  width: number,
  height: number,
  values: Float32Array,
): WebGLTexture {
  const made = context.createTexture();
  context.bindTexture(context.TEXTURE_2D, made);
  context.texStorage2D(context.TEXTURE_2D, 1, context.RGBA32F, width, height);
  context.texSubImage2D(context.TEXTURE_2D, 0, 0, 0, width, height, context.RGBA, context.FLOAT, values);
  return made;
}
