/** Waits for all work on a texture RGBA32F, for reading one texel does. Throws where the context was lost. */
export function readTexel(context: WebGL2RenderingContext, texture: WebGLTexture): void {
  const framebuffer = attached(context, context.READ_FRAMEBUFFER, texture);
  context.readPixels(0, 0, 1, 1, context.RGBA, context.FLOAT, new Float32Array(4));
  context.deleteFramebuffer(framebuffer);
  // Browsers take it from the oldest when there are too many: 16 of a page, in Chromium 4 of a worker. Nothing else tells.
  if (context.isContextLost()) throw new Error('the WebGL2 context was lost');
}

/** A framebuffer with the texture, bound to `target`. */
export function attached(
  context: WebGL2RenderingContext,
  target: number,
  texture: WebGLTexture,
): WebGLFramebuffer {
  const framebuffer = context.createFramebuffer();
  context.bindFramebuffer(target, framebuffer);
  context.framebufferTexture2D(target, context.COLOR_ATTACHMENT0, context.TEXTURE_2D, texture, 0);
  return framebuffer;
}
