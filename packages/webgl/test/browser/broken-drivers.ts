import { around, newContext } from './contexts.ts';

/** Contexts that lack something, or whose driver is wrong somewhere, by name. */
export const brokenDrivers: Readonly<Record<string, () => WebGL2RenderingContext>> = {
  'of WebGL1': () => new OffscreenCanvas(1, 1).getContext('webgl') as unknown as WebGL2RenderingContext,
  'without float targets': () =>
    changed('getExtension', (call, args) => (args[0] === 'EXT_color_buffer_float' ? null : call(...args))),
  'that flushes subnormals': () =>
    changed('getBufferSubData', (call, args) => {
      call(...args);
      const values = args[2] as Float32Array;
      for (const [i, x] of values.entries()) if (Math.abs(x) < 2 ** -126) values[i] = 0;
    }),
  'that changes NaN': () =>
    changed('texSubImage2D', (call, args) => {
      const values = args.at(-1) as Float32Array;
      return call(
        ...args.slice(0, -1),
        values.map((x) => (Number.isNaN(x) ? 1 : x)),
      );
    }),
  'that multiplies in 24 bits': () => inShaders('a * b;', '(a & 0xffffffu) * (b & 0xffffffu);'),
  'that takes subnormals for twice what they are': () =>
    inShaders('return max(u >> 23u, 1u);', 'return max(u >> 23u, 2u);'),
  'that compiles nothing': () => changed('shaderSource', (call, args) => call(args[0], 'no shader')),
  'that links nothing': () =>
    inShaders('in vec2 vTexCoord;', 'in vec3 vTexCoordinate;\n#define vTexCoord vTexCoordinate'),
};

function changed(method: string, change: Parameters<typeof around>[2]): WebGL2RenderingContext {
  const context = newContext();
  around(context, method, change);
  return context;
}

function inShaders(text: string, other: string): WebGL2RenderingContext {
  return changed('shaderSource', (call, args) => call(args[0], String(args[1]).replaceAll(text, other)));
}
