import * as tf from '@tensorflow/tfjs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import * as core from '@tensorflow/tfjs-core';

/** 1 + 2 + 3 + 4 on backends of different packages, and whether both names mean one tfjs-core. */
export async function sums() {
  setWasmPaths('/node_modules/@tensorflow/tfjs-backend-wasm/dist/');
  const found: number[][] = [];
  for (const backend of ['cpu', 'wasm', 'webgl']) {
    if (!(await tf.setBackend(backend))) throw new Error(`tfjs's ${backend} does not start`);
    found.push([...(await core.sum(core.tensor1d([1, 2, 3, 4])).data())]);
  }
  return { sums: found, oneCore: tf.engine() === core.engine() };
}
