/** A context of WebGL2 that draws to float32 textures, on a canvas that nobody sees. Throws where there is none. */
export function floatContext(): WebGL2RenderingContext {
  const context =
    typeof OffscreenCanvas === 'undefined' ? null : new OffscreenCanvas(1, 1).getContext('webgl2');
  if (context === null) throw new Error('this browser gives no WebGL2 context');
  if (context.getExtension('EXT_color_buffer_float') === null)
    throw new Error('WebGL2 cannot draw to float textures here (EXT_color_buffer_float)');
  return context;
}

/** Gives it back at once: a browser has some sixteen of them. */
export function loseContext(context: WebGL2RenderingContext): void {
  context.getExtension('WEBGL_lose_context')?.loseContext();
}

export function rendererOf(context: WebGL2RenderingContext): string {
  const info = context.getExtension('WEBGL_debug_renderer_info');
  return String(context.getParameter(info?.UNMASKED_RENDERER_WEBGL ?? context.RENDERER));
}
