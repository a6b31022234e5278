// A WebGL2 context and what was compiled for it, of a page.
let shared;

function open() {
  const canvas = new OffscreenCanvas(1, 1);
  const gl = canvas.getContext('webgl2');
  if (gl === null) throw new Error('no WebGL2');
  return { gl, programs: new Map() };
}

/**
 * Runs a fragment shader, and gives the words of its outputs, each `uvec4` and as many fragments. `words` are the texture
 * `words`, an R32UI of `side` texels a row, `uniforms` arrays of `uint`.
 */
export function runShader({ text, side, words, uniforms, fragments, outputs }) {
  shared ??= open();
  const { gl, programs } = shared;
  if (!programs.has(text)) programs.set(text, compile(gl, text));
  const program = programs.get(text);
  gl.useProgram(program);
  const height = Math.ceil(fragments / side);
  const source = texture(gl, gl.R32UI, side, Math.ceil(words.length / side));
  const padded = new Uint32Array(side * Math.ceil(words.length / side));
  padded.set(words);
  gl.texSubImage2D(
    gl.TEXTURE_2D,
    0,
    0,
    0,
    side,
    padded.length / side,
    gl.RED_INTEGER,
    gl.UNSIGNED_INT,
    padded,
  );
  for (const [name, values] of Object.entries(uniforms))
    gl.uniform1uiv(gl.getUniformLocation(program, name), values);
  const frame = gl.createFramebuffer();
  gl.bindFramebuffer(gl.FRAMEBUFFER, frame);
  const targets = Array.from({ length: outputs }, () => texture(gl, gl.RGBA32UI, side, height));
  const attachments = targets.map((_, i) => gl.COLOR_ATTACHMENT0 + i);
  targets.forEach((target, i) => {
    gl.framebufferTexture2D(gl.FRAMEBUFFER, attachments[i], gl.TEXTURE_2D, target, 0);
  });
  gl.drawBuffers(attachments);
  gl.viewport(0, 0, side, height);
  gl.bindTexture(gl.TEXTURE_2D, source);
  gl.drawArrays(gl.TRIANGLES, 0, 3);
  const results = attachments.map((attachment) => {
    const result = new Uint32Array(4 * side * height);
    gl.readBuffer(attachment);
    gl.readPixels(0, 0, side, height, gl.RGBA_INTEGER, gl.UNSIGNED_INT, result);
    return Array.from(result.subarray(0, 4 * fragments));
  });
  gl.deleteFramebuffer(frame);
  for (const each of [source, ...targets]) gl.deleteTexture(each);
  const error = gl.getError();
  if (error !== 0) throw new Error(`WebGL error ${error}`);
  return results;
}

function texture(gl, format, width, height) {
  const made = gl.createTexture();
  gl.bindTexture(gl.TEXTURE_2D, made);
  gl.texStorage2D(gl.TEXTURE_2D, 1, format, width, height);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.NEAREST);
  return made;
}

// One triangle over all.
const vertices = `#version 300 es
void main() {
  gl_Position = vec4(gl_VertexID == 1 ? 3.0 : -1.0, gl_VertexID == 2 ? 3.0 : -1.0, 0.0, 1.0);
}`;

function compile(gl, text) {
  const program = gl.createProgram();
  for (const [type, code] of [
    [gl.VERTEX_SHADER, vertices],
    [gl.FRAGMENT_SHADER, text],
  ]) {
    const shader = gl.createShader(type);
    gl.shaderSource(shader, code);
    gl.compileShader(shader);
    if (!gl.getShaderParameter(shader, gl.COMPILE_STATUS)) throw new Error(gl.getShaderInfoLog(shader));
    gl.attachShader(program, shader);
  }
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS)) throw new Error(gl.getProgramInfoLog(program));
  return program;
}
