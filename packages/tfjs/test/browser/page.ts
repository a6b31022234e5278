import * as tf from '@tensorflow/tfjs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import '@tensorflow/tfjs-backend-webgpu';
import { type RunOptions, run } from '@unitsphere/conformance';
import { webgl } from '@unitsphere/webgl';
import { outcomesOf } from '../../../../tools/browser/outcomes-of.ts';
import { startComposed, startOp } from '../op-backends.ts';
import { exactSeedBits, seedBits } from '../seed-cases.ts';

/** How the op starts here, by the name of tfjs's backend. */
const starts = {
  wasm: () => {
    setWasmPaths('/node_modules/@tensorflow/tfjs-backend-wasm/dist/');
    return startOp('wasm');
  },
  webgpu: () => startOp('webgpu'),
  webgl: () => startOp('webgl', { webgl }),
  'webgl, composed': () => startComposed('webgl'),
};

type Start = keyof typeof starts;

/** What the kit says of the op. */
export async function results(start: Start, options: RunOptions) {
  return await outcomesOf(run(await starts[start](), options));
}

/** The seed's cases: what the op gives, and what is exact. */
export async function seed(start: Start) {
  await starts[start]();
  return { found: await seedBits(), exact: exactSeedBits() };
}

/** What kind of memory tfjs's wasm has once the op has run on it. */
export async function wasmMemory() {
  await starts.wasm();
  await seedBits();
  const { wasm } = tf.backend() as unknown as {
    readonly wasm: {
      readonly wasmMemory?: WebAssembly.Memory;
      readonly asm?: { memory?: WebAssembly.Memory };
    };
  };
  const memory = wasm.wasmMemory ?? wasm.asm?.memory;
  return Object.prototype.toString.call(memory?.buffer).slice(8, -1);
}
