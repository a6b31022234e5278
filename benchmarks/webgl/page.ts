import { createNormalizer, type Problem } from '@unitsphere/core';
import { normalize } from '@unitsphere/cpu';
import { webgl } from '@unitsphere/webgl';
import { accuracyOf } from '../accuracy.ts';
import { everyExponent, ordinary } from '../inputs.ts';
import { type Contender, interleave } from '../interleave.ts';
import { naiveKernels } from './naive-kernels.ts';
import { type Measurement, names, type Scenario } from './scenario.ts';

const effort = { rounds: 15, warmUp: 3, leastMilliseconds: 4 };

const newContext = (): WebGL2RenderingContext => new OffscreenCanvas(1, 1).getContext('webgl2')!;

/** Verifies, then times. Throws where a result of ours is not cpu's by bits. */
export async function measureInPage(scenario: Scenario): Promise<Measurement> {
  const { outer, length, inner } = scenario;
  const count = outer * length * inner;
  const [x, wide] = [ordinary(count), everyExponent(count)];
  const shape = { shape: [outer, length, inner], axis: 1 };
  const problem: Problem = {
    ...{ dtype: 'float32', ...scenario, stride: length * inner, p: 2 },
    denominator: { form: 'floor', of: 'norm', epsilon: 0 },
  };
  const start = performance.now();
  const context = newContext();
  using backend = await webgl({ context });
  const normalizer = createNormalizer(backend);
  await normalizer.normalize(x, shape);
  const firstCall = performance.now() - start;

  // Each library in a context of its own: what one leaves bound costs the other nothing.
  const naiveContext = newContext();
  naiveContext.getExtension('EXT_color_buffer_float');
  const gpu = await gpuIn(naiveContext);
  const naive = naiveKernels(gpu, scenario);
  const naiveInput = naive.upload(x);
  const [source, wideSource] = [backend.upload(x), backend.upload(wide)];

  const accuracies: { name: string; exact: number; worstUlp: number }[] = [
    { name: names.exact, ...accuracyOf(await normalizer.normalize(x, shape), normalize(x, shape)) },
    { name: names.exactWide, ...accuracyOf(await normalizer.normalize(wide, shape), normalize(wide, shape)) },
  ];
  for (const { name, exact } of accuracies)
    if (exact < 1) throw new Error(`[${shape.shape}]: ${name} is not cpu's by bits: ${exact}`);
  const y = naive.normalize(naiveInput);
  const naiveValues = new Float32Array(y.toArray() as Float32Array);
  y.delete();
  accuracies.push({ name: names.naive, ...accuracyOf(naiveValues, normalize(x, shape)) });

  const ours = (input: typeof source) => (): void => {
    const output = backend.normalize(input, problem);
    wait(context, output.texture);
    backend.free(output);
  };
  const { width, height } = source;
  const resident: Contender[] = [
    { name: names.copy, run: blit(context, source.texture, width, height) },
    {
      name: names.naive,
      run() {
        const output = naive.normalize(naiveInput);
        wait(naiveContext, output.texture);
        output.delete();
      },
    },
    { name: names.exact, run: ours(source) },
    { name: names.exactWide, run: ours(wideSource) },
  ];
  const roundTrip: Contender[] = [
    {
      name: names.transfer,
      async run() {
        const buffer = backend.upload(x);
        await backend.read(buffer);
        backend.free(buffer);
      },
    },
    { name: names.whole, run: () => normalizer.normalize(x, shape) },
  ];
  const measured = {
    scenario,
    accuracies,
    firstCall,
    resident: await interleave(resident, effort),
    roundTrip: await interleave(roundTrip, effort),
  };
  naiveContext.getExtension('WEBGL_lose_context')?.loseContext();
  return measured;
}

type GpuConstructor = new (settings: object) => Parameters<typeof naiveKernels>[0];

/** gpu.js defines a global where its file is loaded as a module. */
async function gpuIn(context: WebGL2RenderingContext): Promise<Parameters<typeof naiveKernels>[0]> {
  const Gpu = (globalThis as unknown as { GPU: GpuConstructor }).GPU;
  return new Gpu({ context, canvas: { width: 1, height: 1 } });
}

/** Reading a texel waits for all work before it. */
function wait(context: WebGL2RenderingContext, texture: WebGLTexture): void {
  const framebuffer = attached(context, context.READ_FRAMEBUFFER, texture);
  context.readPixels(0, 0, 1, 1, context.RGBA, context.FLOAT, new Float32Array(4));
  context.deleteFramebuffer(framebuffer);
}

function blit(context: WebGL2RenderingContext, source: WebGLTexture, width: number, height: number) {
  return (): void => {
    const destination = context.createTexture();
    context.bindTexture(context.TEXTURE_2D, destination);
    context.texStorage2D(context.TEXTURE_2D, 1, context.RGBA32F, width, height);
    const to = attached(context, context.DRAW_FRAMEBUFFER, destination);
    const from = attached(context, context.READ_FRAMEBUFFER, source);
    const { COLOR_BUFFER_BIT, NEAREST } = context;
    context.blitFramebuffer(0, 0, width, height, 0, 0, width, height, COLOR_BUFFER_BIT, NEAREST);
    context.deleteFramebuffer(from);
    context.deleteFramebuffer(to);
    wait(context, destination);
    context.deleteTexture(destination);
  };
}

function attached(context: WebGL2RenderingContext, target: number, texture: WebGLTexture): WebGLFramebuffer {
  const framebuffer = context.createFramebuffer();
  context.bindFramebuffer(target, framebuffer);
  context.framebufferTexture2D(target, context.COLOR_ATTACHMENT0, context.TEXTURE_2D, texture, 0);
  return framebuffer;
}
