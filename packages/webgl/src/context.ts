import { UnitsphereError } from '@unitsphere/core';

/** A WebGL2 context of our own, on a canvas that nobody sees. Throws `backend-unavailable`. */
export function createContext(): WebGL2RenderingContext {
  const canvas = createCanvas();
  const context = canvas.getContext('webgl2', { alpha: false, antialias: false, depth: false });
  if (context === null)
    throw unavailable(
      'this browser gives no WebGL2 context: no driver, blocked, or too many contexts; see chrome://gpu',
    );
  return context as WebGL2RenderingContext;
}

function createCanvas(): OffscreenCanvas | HTMLCanvasElement {
  if (typeof OffscreenCanvas !== 'undefined') return new OffscreenCanvas(1, 1);
  if (typeof document !== 'undefined') return document.createElement('canvas');
  throw unavailable('WebGL needs a browser: neither OffscreenCanvas nor document is here');
}

/** Throws `backend-unavailable` where a context is not one of WebGL2, or cannot render to float32. */
export function requireFloats(context: WebGL2RenderingContext): void {
  if (typeof WebGL2RenderingContext === 'undefined' || !(context instanceof WebGL2RenderingContext))
    throw unavailable("the context is not one of WebGL2: canvas.getContext('webgl2') makes one");
  if (context.isContextLost()) throw unavailable('the context is lost');
  // Enables it too.
  if (context.getExtension('EXT_color_buffer_float') === null)
    throw unavailable(`${rendererOf(context)} cannot render to float textures (EXT_color_buffer_float)`);
}

export function rendererOf(context: WebGL2RenderingContext): string {
  const info = context.getExtension('WEBGL_debug_renderer_info');
  return String(context.getParameter(info?.UNMASKED_RENDERER_WEBGL ?? context.RENDERER));
}

export function unavailable(reason: string, cause?: unknown): UnitsphereError {
  return new UnitsphereError('backend-unavailable', reason, { cause });
}
