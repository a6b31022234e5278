import { createNormalizer, type Problem, UnitsphereError } from '@unitsphere/core';
import { webgl } from '@unitsphere/webgl';
import { loadGpuJs } from '../../src/gpu-js.ts';
import { around, newContext } from './contexts.ts';

// A context that others work in too, rightly or not.

const codeOf = (error: unknown): string => (error instanceof UnitsphereError ? error.code : String(error));

const values = Float32Array.of(3, 4);
const problem: Problem = {
  ...{ dtype: 'float32', outer: 1, length: 2, inner: 1, stride: 2, p: 2 },
  denominator: { form: 'floor', of: 'norm', epsilon: 0 },
};

/** Has the next draw fail, as a driver's would. */
function failOneDraw(context: WebGL2RenderingContext): void {
  let failed = false;
  around(context, 'drawArrays', (call, args) => {
    if (failed) return call(...args);
    failed = true;
    return call(0x7fff, args[1], args[2]);
  });
}

/** A draw of one backend fails, then a healthy buffer of another is read, and the lender asks for errors. */
export async function blame() {
  const context = newContext();
  const [one, other] = [await webgl({ context }), await webgl({ context })];
  const healthy = other.upload(values);
  const source = one.upload(values);
  failOneDraw(context);
  const failed = one.normalize(source, problem);
  const asked = context.getError();
  const remade = one.normalize(failed, problem);
  const told = [failed, remade, source, healthy].map((buffer) => one.failureOf(buffer)?.code);
  const reads = [other.read(healthy), one.read(failed), one.read(remade), one.read(source)];
  const found = await Promise.all(reads.map((read) => read.then((array) => [...array], codeOf)));
  return { asked, told: told.map(String), found };
}

/** An error that the lender made and has not asked for, before a backend starts and before a call. */
export async function staleErrors() {
  const context = newContext();
  context.enable(0);
  const backend = await webgl({ context });
  const buffer = backend.upload(values);
  context.enable(0);
  const unit = backend.normalize(buffer, problem);
  return [...(await backend.read(unit)), ...(await backend.read(buffer))];
}

/** Of a texture whose filter is that which textures have. */
export async function lentTexture() {
  const context = newContext();
  using backend = await webgl({ context });
  const texture = context.createTexture();
  context.bindTexture(context.TEXTURE_2D, texture);
  const { RGBA, RGBA32F, FLOAT } = context;
  // Of two texels, since a texture of one has all the levels that its filter asks for.
  const texels = Float32Array.of(3, 4, 0, 0, 0, 0, 0, 0);
  context.texImage2D(context.TEXTURE_2D, 0, RGBA32F, 2, 1, 0, RGBA, FLOAT, texels);
  const normalize = (width: number, length: number) =>
    backend.normalize({ texture, width, height: 1, length }, { ...problem, length, stride: length });
  const codes = [
    [3, 4],
    [0, 0],
    [2, 9],
  ].map(([width, length]) => {
    try {
      return normalize(width!, length!);
    } catch (error) {
      return codeOf(error);
    }
  });
  return { unit: [...(await backend.read(normalize(2, 2)))], codes };
}

/** Kernels of a lender's GPU, before and after calls of ours in its context on more than they have. */
export async function lentGpu() {
  const GPU = await loadGpuJs();
  const canvas = { width: 20, height: 20 };
  const gpu = new GPU({ context: newContext(), canvas });
  const kernel = gpu.createKernel('function (x) { return 2 * x[this.thread.x]; }', {
    output: [3],
    precision: 'single',
    pipeline: true,
    immutable: true,
  });
  const doubled = (): number[] => {
    const texture = kernel([1, 2, 3]) as unknown as { toArray(): Float32Array };
    return [...texture.toArray()];
  };
  const before = doubled();
  const size = { ...canvas };
  using backend = await webgl({ gpu });
  const { normalize } = createNormalizer(backend);
  const [x] = await normalize(new Float32Array(1e6).fill(2), { shape: [1000, 1000] });
  const after = doubled();
  const again = [...(await normalize(values))];
  const refused = await webgl({ gpu: new GPU({} as never) }).catch(codeOf);
  return { before, after, x, again, refused, resized: canvas.width !== size.width };
}

/** A context that was lost is refused while it is, and serves new backends once it has been restored. */
export async function restored() {
  const context = newContext();
  const extension = context.getExtension('WEBGL_lose_context')!;
  const backend = await webgl({ context });
  context.canvas.addEventListener('webglcontextlost', (event) => event.preventDefault());
  const back = new Promise((resolve) => context.canvas.addEventListener('webglcontextrestored', resolve));
  extension.loseContext();
  const refused = await webgl({ context }).catch(codeOf);
  // A task later, when the page has heard of it.
  setTimeout(() => extension.restoreContext());
  await back;
  using fresh = await webgl({ context });
  const unit = [...(await createNormalizer(fresh).normalize(values))];
  const old = (async () => createNormalizer(backend).normalize(values))().catch(codeOf);
  return { refused, unit, old: await old };
}

/** The error of a call in which a context is lost, by the WebGL call at which that happens. */
export async function lossPoints() {
  const methods = ['getParameter', 'isEnabled', 'bindTexture', 'texSubImage2D', 'useProgram', 'drawArrays'];
  const codes: Record<string, string> = {};
  for (const method of methods) {
    const context = newContext();
    const backend = await webgl({ context });
    const source = backend.upload(values);
    const extension = context.getExtension('WEBGL_lose_context')!;
    around(context, method, (call, args) => {
      extension.loseContext();
      return call(...args);
    });
    try {
      const unit = backend.normalize(source, problem);
      codes[method] = await backend.read(unit).then(() => 'values', codeOf);
    } catch (error) {
      codes[method] = codeOf(error);
    }
  }
  return codes;
}

/** What is left of a program that its lender deleted while in use, and of feedback that is running. */
export async function runningState() {
  const context = newContext();
  using backend = await webgl({ context });
  const program = programOf(context);
  const feedback = context.createTransformFeedback();
  const buffer = context.createBuffer();
  context.bindBuffer(context.TRANSFORM_FEEDBACK_BUFFER, buffer);
  context.bufferData(context.TRANSFORM_FEEDBACK_BUFFER, 1024, context.STATIC_DRAW);
  context.bindTransformFeedback(context.TRANSFORM_FEEDBACK, feedback);
  context.bindBufferBase(context.TRANSFORM_FEEDBACK_BUFFER, 0, buffer);
  context.useProgram(program);
  context.beginTransformFeedback(context.POINTS);
  const { normalize } = createNormalizer(backend);
  const first = [...(await normalize(values))];
  const goesOn =
    context.getParameter(context.TRANSFORM_FEEDBACK_ACTIVE) &&
    !context.getParameter(context.TRANSFORM_FEEDBACK_PAUSED);
  context.endTransformFeedback();
  context.deleteProgram(program);
  const second = [...(await normalize(values))];
  return { first, goesOn, second, error: context.getError() };
}

function programOf(context: WebGL2RenderingContext): WebGLProgram {
  const program = context.createProgram();
  for (const [type, text] of [
    [context.VERTEX_SHADER, 'out float x; void main() { x = 1.0; gl_Position = vec4(0.0); }'],
    [context.FRAGMENT_SHADER, 'precision highp float; out vec4 color; void main() { color = vec4(0.0); }'],
  ] as const) {
    const shader = context.createShader(type)!;
    context.shaderSource(shader, `#version 300 es\n${text}`);
    context.compileShader(shader);
    context.attachShader(program, shader);
  }
  context.transformFeedbackVaryings(program, ['x'], context.SEPARATE_ATTRIBS);
  context.linkProgram(program);
  return program;
}

/** A given output that a problem without elements must leave as it is. */
export async function nothingToWrite() {
  using backend = await webgl();
  const output = backend.upload(Float32Array.of(7, 7, 7));
  const empty: Problem = { ...problem, outer: 3, length: 0, stride: 1 };
  backend.normalize(backend.upload(Float32Array.of(1, 2, 3)), empty, output);
  const frozen = Object.freeze({ ...output });
  const written = (() => {
    try {
      return backend.normalize(output, { ...problem, length: 3, stride: 3 }, frozen);
    } catch (error) {
      return codeOf(error);
    }
  })();
  return { left: [...(await backend.read(output))], written };
}
