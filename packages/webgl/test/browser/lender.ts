import { createNormalizer } from '@unitsphere/core';
import { webgl } from '@unitsphere/webgl';
import { newContext } from './contexts.ts';

/** State of a context that would change what is drawn, read or uploaded, and that must be the same afterwards. */
export async function lentState() {
  const gl = newContext();
  using backend = await webgl({ context: gl });
  const { normalize } = createNormalizer(backend);
  const values = Float32Array.of(3, 4, -5, 12);
  const shape = [2, 2];
  await normalize(values, { shape });
  disturb(gl);
  const before = stateOf(gl);
  const unit = [...(await normalize(values, { shape }))];
  const after = stateOf(gl);
  const changed = Object.keys(before).filter((name) => before[name] !== after[name]);
  return { unit, changed, looked: Object.keys(before).length };
}

function disturb(gl: WebGL2RenderingContext): void {
  for (const name of [
    gl.BLEND,
    gl.CULL_FACE,
    gl.DEPTH_TEST,
    gl.SCISSOR_TEST,
    gl.STENCIL_TEST,
    gl.RASTERIZER_DISCARD,
  ])
    gl.enable(name);
  gl.colorMask(false, true, false, true);
  gl.viewport(1, 2, 3, 4);
  gl.scissor(0, 0, 1, 1);
  for (const name of [
    gl.UNPACK_FLIP_Y_WEBGL,
    gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL,
    gl.UNPACK_SKIP_PIXELS,
    gl.PACK_SKIP_ROWS,
  ])
    gl.pixelStorei(name, 1);
  gl.pixelStorei(gl.UNPACK_ROW_LENGTH, 3);
  gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
  gl.bindBuffer(gl.PIXEL_UNPACK_BUFFER, gl.createBuffer());
  gl.bindBuffer(gl.PIXEL_PACK_BUFFER, gl.createBuffer());
  gl.bindFramebuffer(gl.FRAMEBUFFER, gl.createFramebuffer());
  gl.bindRenderbuffer(gl.RENDERBUFFER, gl.createRenderbuffer());
  gl.bindVertexArray(gl.createVertexArray());
  for (let unit = 0; unit < 16; unit++) {
    gl.activeTexture(gl.TEXTURE0 + unit);
    gl.bindTexture(gl.TEXTURE_2D, gl.createTexture());
    const sampler = gl.createSampler()!;
    gl.samplerParameteri(sampler, gl.TEXTURE_MIN_FILTER, gl.LINEAR_MIPMAP_LINEAR);
    gl.bindSampler(unit, sampler);
  }
  gl.activeTexture(gl.TEXTURE0 + 3);
}

/** All that WebGL2 tells of itself by `getParameter`, and by texture unit, as one can compare it. */
function stateOf(gl: WebGL2RenderingContext): Record<string, unknown> {
  const state: Record<string, unknown> = {};
  for (const name in gl) {
    const value = (gl as unknown as Record<string, unknown>)[name];
    if (typeof value !== 'number' || !/^[A-Z0-9_]+$/.test(name)) continue;
    const found = gl.getParameter(value);
    if (gl.getError() === gl.NO_ERROR) state[name] = comparable(found);
  }
  const active = gl.getParameter(gl.ACTIVE_TEXTURE);
  for (let unit = 0; unit < 16; unit++) {
    gl.activeTexture(gl.TEXTURE0 + unit);
    state[`texture ${unit}`] = gl.getParameter(gl.TEXTURE_BINDING_2D);
    state[`sampler ${unit}`] = gl.getParameter(gl.SAMPLER_BINDING);
  }
  gl.activeTexture(active);
  return state;
}

function comparable(value: unknown): unknown {
  return ArrayBuffer.isView(value) || Array.isArray(value) ? String(value) : value;
}
