import { UnitsphereError } from '@unitsphere/core';
import type { GpuJs, GpuKernel } from './gpu-js.ts';
import type { Kernel, Texels } from './plan.ts';
import { texelShape } from './texel-shape.ts';

/** The programs of one context. */
export interface GpuKernels {
  /** Runs a kernel on textures by role, and gives its output, which is the caller's. Throws `device-error` where the driver refuses it. */
  run(
    kernel: Kernel,
    threads: number,
    sizes: Readonly<Record<string, number>>,
    textures: Readonly<Record<string, Texels>>,
  ): Texels;
  destroy(): void;
}

interface Program {
  readonly run: GpuKernel;
  readonly vertices: WebGLVertexArrayObject;
}

export function createGpuKernels(gpu: GpuJs): GpuKernels {
  const { context } = gpu;
  // A texture's own filter may need mipmaps or OES_texture_float_linear, and then there is nothing to fetch.
  const sampler = context.createSampler();
  context.samplerParameteri(sampler, context.TEXTURE_MIN_FILTER, context.NEAREST);
  context.samplerParameteri(sampler, context.TEXTURE_MAG_FILTER, context.NEAREST);
  const programs = new Map<string, Program>();
  const programOf = (kernel: Kernel): Program => {
    const known = programs.get(kernel.name);
    if (known !== undefined) return known;
    // gpu.js points the vertex attributes once, at its first run, in whatever vertex array is bound.
    const made = {
      run: gpu.createKernel(source(kernel), settingsOf(kernel)),
      vertices: context.createVertexArray(),
    };
    programs.set(kernel.name, made);
    return made;
  };
  return {
    run(kernel, threads, sizes, textures) {
      const { width, height } = texelShape(context, threads);
      const { run, vertices } = programOf(kernel);
      const inputs = kernel.textures.map((role) => textures[role]!);
      context.bindVertexArray(vertices);
      for (const unit of inputs.keys()) context.bindSampler(unit, sampler);
      try {
        run.setOutput([width, height]);
        const { texture } = run(
          ...inputs.map((input) => argumentOf(context, input)),
          ...inputs.map((input) => Math.log2(input.width)),
          ...kernel.sizes.map((size) => sizes[size]!),
          threads,
        );
        run.kernel.texture = null;
        return { texture, width, height };
      } catch (cause) {
        const message = cause instanceof Error ? cause.message : String(cause);
        throw new UnitsphereError('device-error', `kernel ${kernel.name}: ${message}`, { cause });
      } finally {
        context.bindVertexArray(null);
      }
    },
    destroy() {
      for (const { run, vertices } of programs.values()) {
        run.kernel.destroy();
        context.deleteVertexArray(vertices);
      }
      programs.clear();
      context.deleteSampler(sampler);
    },
  };
}

const integers = (names: readonly string[]): [string, 'Integer'][] => names.map((name) => [name, 'Integer']);

/** Arguments of a kernel, in order, with gpu.js's names of their types. */
function argumentsOf({ textures, sizes }: Kernel): readonly (readonly [name: string, type: string])[] {
  return [
    ...textures.map((role) => [role, 'NumberTexture'] as const),
    ...integers(textures.map((role) => `${role}Shift`)),
    ...integers([...sizes, 'threads']),
  ];
}

/** As a string, since minifiers rewrite functions. */
function source(kernel: Kernel): string {
  const names = argumentsOf(kernel).map(([name]) => name);
  return `function unitsphere(${names.join(', ')}) { return ${entry}(); }`;
}

const entry = 'texel_of_thread';

function settingsOf(kernel: Kernel): object {
  return {
    argumentTypes: Object.fromEntries(argumentsOf(kernel)),
    nativeFunctions: [{ name: entry, returnType: 'Array(4)', source: text(kernel) }],
    returnType: 'Array(4)',
    output: [1, 2],
    pipeline: true,
    precision: 'single',
    tactic: 'precision',
    dynamicOutput: true,
    dynamicArguments: true,
    strictIntegers: true,
    fixIntegerDivisionAccuracy: false,
  };
}

/** All of a kernel in GLSL, after gpu.js's own declarations. gpu.js reads the first function, for its arguments. */
function text({ textures, sizes, code }: Kernel): string {
  return [
    `vec4 ${entry}();`,
    ...textures.map(
      (role) => `uvec4 fetch_${role}(uint i) {
ivec2 at = ivec2(int(i) & (user_${role}Size.x - 1), int(i) >> user_${role}Shift);
return floatBitsToUint(texelFetch(user_${role}, at, 0));
}`,
    ),
    ...[...sizes, 'threads'].map((size) => `uint size_${size}() { return uint(user_${size}); }`),
    'vec4 bits_of(uvec4 bits) { return uintBitsToFloat(bits); }',
    'vec4 whole_of(uvec4 numbers) { return vec4(numbers); }',
    'uvec4 whole(uvec4 bits) { return uvec4(uintBitsToFloat(bits)); }',
    code(),
    // By the fragment's place, which is exact; gpu.js's own index is interpolated.
    `vec4 ${entry}() {
uint thread = uint(gl_FragCoord.y) * uint(uTexSize.x) + uint(gl_FragCoord.x);
if (thread >= size_threads()) return vec4(0.0);
return texel(thread);
}`,
  ].join('\n');
}

function argumentOf(context: WebGL2RenderingContext, { texture, width, height }: Texels): object {
  return {
    type: 'NumberTexture',
    texture,
    context,
    size: [width, height],
    dimensions: [width * height, 1, 1],
    output: [width * height],
  };
}
