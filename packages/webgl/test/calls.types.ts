// Only compiled, never run. Each line below `@ts-expect-error` must not compile; a type that has become `any` shows as
// a directive that is not needed.
import { createNormalizer, type Problem, type Tensor } from '@unitsphere/core';
import { type WebGlBackend, type WebGlBuffer, webgl } from '@unitsphere/webgl';

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

declare const float32: Float32Array;
declare const context: WebGL2RenderingContext;
declare const texture: WebGLTexture;
declare const problem: Problem;
declare const buffer: Tensor<'async', { readonly size: number; readonly usage: number }>;

const starting = webgl({ context });
true satisfies Same<typeof starting, Promise<WebGlBackend>>;
const backend = await starting;
const normalizer = createNormalizer(backend);
const promised = normalizer.normalize(float32);
true satisfies Same<typeof promised, Promise<Float32Array>>;
const lent = normalizer.borrow({ texture, width: 1, height: 1, length: 2 }, 'float32', [2]);
true satisfies Same<typeof lent, Tensor<'async', WebGlBuffer>>;

// @ts-expect-error a promise is not its values
normalizer.normalize(float32) satisfies Float32Array;
// @ts-expect-error a texture alone says no size
normalizer.borrow(texture, 'float32', [2]);
// @ts-expect-error how many values are in it?
normalizer.borrow({ texture, width: 1, height: 1 }, 'float32', [2]);
// @ts-expect-error an array is no texture
normalizer.borrow(float32, 'float32', [2]);
// @ts-expect-error a tensor of webgpu
normalizer.normalize(buffer);
// @ts-expect-error below the normalizer, values have to be uploaded
backend.normalize(float32, problem);
// @ts-expect-error of WebGL 1
webgl({ context: document.createElement('canvas').getContext('webgl') });
// @ts-expect-error no such option
webgl({ canvas: document.createElement('canvas') });
// @ts-expect-error a backend that has yet to start
createNormalizer(webgl());
