import { faultOf } from './faults.ts';

/**
 * Runs work in a context that is lent: with none of the lender's state that would change it, and with all that it changes as it
 * was afterwards. What gpu.js and this package touch is here, and nothing else. Errors that the lender has not asked for are dropped:
 * they would pass for those of the work.
 */
export function undisturbed<T>(gl: WebGL2RenderingContext, work: () => T): T {
  faultOf(gl);
  const restore = [...takeSwitches(gl), ...takeBindings(gl), ...takeStorage(gl)];
  try {
    return work();
  } finally {
    for (const each of restore) each();
  }
}

type Restore = () => void;

/** Whatever can keep a fragment from being written, or change it. */
function takeSwitches(gl: WebGL2RenderingContext): Restore[] {
  const switches = [
    gl.BLEND,
    gl.CULL_FACE,
    gl.DEPTH_TEST,
    gl.DITHER,
    gl.RASTERIZER_DISCARD,
    gl.SAMPLE_ALPHA_TO_COVERAGE,
    gl.SAMPLE_COVERAGE,
    gl.SCISSOR_TEST,
    gl.STENCIL_TEST,
  ].map((name): Restore => {
    const before = gl.isEnabled(name);
    gl.disable(name);
    return () => (before ? gl.enable(name) : gl.disable(name));
  });
  const [mask, viewport, scissor] = [gl.COLOR_WRITEMASK, gl.VIEWPORT, gl.SCISSOR_BOX].map((name) =>
    gl.getParameter(name),
  );
  gl.colorMask(true, true, true, true);
  return [
    ...switches,
    () => gl.colorMask(mask[0], mask[1], mask[2], mask[3]),
    () => gl.viewport(viewport[0], viewport[1], viewport[2], viewport[3]),
    () => gl.scissor(scissor[0], scissor[1], scissor[2], scissor[3]),
  ];
}

/** gpu.js uses unit 15 for textures that it makes, and the first ones for those of a kernel. */
const units = [...Array(8).keys(), 15];

function takeBindings(gl: WebGL2RenderingContext): Restore[] {
  const [program, vertices, active] = [gl.CURRENT_PROGRAM, gl.VERTEX_ARRAY_BINDING, gl.ACTIVE_TEXTURE].map(
    (name) => gl.getParameter(name),
  );
  const buffers = [
    [gl.ARRAY_BUFFER, gl.ARRAY_BUFFER_BINDING],
    [gl.PIXEL_PACK_BUFFER, gl.PIXEL_PACK_BUFFER_BINDING],
    [gl.PIXEL_UNPACK_BUFFER, gl.PIXEL_UNPACK_BUFFER_BINDING],
  ].map(([target, name]): Restore => {
    const before = gl.getParameter(name!);
    gl.bindBuffer(target!, null);
    return () => gl.bindBuffer(target!, before);
  });
  const frames = [
    [gl.DRAW_FRAMEBUFFER, gl.DRAW_FRAMEBUFFER_BINDING],
    [gl.READ_FRAMEBUFFER, gl.READ_FRAMEBUFFER_BINDING],
  ].map(([target, name]): Restore => {
    const before = gl.getParameter(name!);
    return () => gl.bindFramebuffer(target!, before);
  });
  const renderbuffer = gl.getParameter(gl.RENDERBUFFER_BINDING);
  const [isActive, isPaused] = [gl.TRANSFORM_FEEDBACK_ACTIVE, gl.TRANSFORM_FEEDBACK_PAUSED].map((name) =>
    gl.getParameter(name),
  );
  const captures = isActive && !isPaused;
  if (captures) gl.pauseTransformFeedback();
  const textures = units.map((unit): Restore => {
    gl.activeTexture(gl.TEXTURE0 + unit);
    const [texture, sampler] = [gl.getParameter(gl.TEXTURE_BINDING_2D), gl.getParameter(gl.SAMPLER_BINDING)];
    return () => {
      gl.activeTexture(gl.TEXTURE0 + unit);
      gl.bindTexture(gl.TEXTURE_2D, texture);
      gl.bindSampler(unit, sampler);
    };
  });
  gl.bindVertexArray(null);
  return [
    ...textures,
    () => gl.activeTexture(active),
    ...frames,
    () => gl.bindRenderbuffer(gl.RENDERBUFFER, renderbuffer),
    // One that was deleted while it was in use is gone now.
    () => gl.useProgram(program && gl.getProgramParameter(program, gl.DELETE_STATUS) ? null : program),
    // Resumed with the program that it runs with.
    ...(captures ? [() => gl.resumeTransformFeedback()] : []),
    // The array buffer is not the vertex array's.
    () => gl.bindVertexArray(vertices),
    ...buffers,
  ];
}

/** How values pass between arrays and textures: as they are, row after row. */
function takeStorage(gl: WebGL2RenderingContext): Restore[] {
  const plain: readonly (readonly [name: number, value: number])[] = [
    [gl.UNPACK_ALIGNMENT, 4],
    [gl.UNPACK_ROW_LENGTH, 0],
    [gl.UNPACK_IMAGE_HEIGHT, 0],
    [gl.UNPACK_SKIP_PIXELS, 0],
    [gl.UNPACK_SKIP_ROWS, 0],
    [gl.UNPACK_SKIP_IMAGES, 0],
    [gl.UNPACK_FLIP_Y_WEBGL, 0],
    [gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, 0],
    [gl.PACK_ALIGNMENT, 4],
    [gl.PACK_ROW_LENGTH, 0],
    [gl.PACK_SKIP_PIXELS, 0],
    [gl.PACK_SKIP_ROWS, 0],
  ];
  return plain.map(([name, value]) => {
    const before = gl.getParameter(name);
    gl.pixelStorei(name, value);
    return () => gl.pixelStorei(name, before);
  });
}
