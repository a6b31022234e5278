export { type L2NormalizeOptions, l2Normalize } from './l2-normalize.ts';
export { type Registered, type RegisterOptions, register, type TensorFlow } from './register.ts';
export type { ExactWebGl, StartWebGl, WebGlBuffer } from './webgl-textures.ts';
