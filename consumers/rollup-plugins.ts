import commonjs from '@rollup/plugin-commonjs';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import type { Plugin } from 'rollup';

// TypeScript takes its declarations for those of CommonJS, and Node has an ES module.
const takeCommonJs = commonjs as unknown as typeof commonjs.default;

/** What Rollup needs to take packages at all, and those in CommonJS: gpu.js, and what tfjs stands on. */
export function rollupPlugins(): Plugin[] {
  return [nodeResolve({ browser: true }), takeCommonJs()];
}
