import type { Composed } from './contenders.ts';
import { countBuffers, requireNone } from './count-buffers.ts';
import { measure } from './measure.ts';
import type { Measurement, Shape } from './measurement.ts';

/** Measures in a page, on the device of tfjs. Gives plain data. */
export async function measureInPage(shapes: readonly Shape[]): Promise<Measurement[]> {
  // Bundled beside this module; its packages are those of benchmarks/peers, which the type check does not know.
  const beside = new URL('tfjs-webgpu.js', import.meta.url).href;
  const { startTfjs } = (await import(beside)) as { startTfjs(): Promise<Tfjs> };
  const tfjs = await startTfjs();
  const aliveBuffers = countBuffers(tfjs.device);
  const measurements = await measure(tfjs.device, shapes, tfjs);
  tfjs.end();
  requireNone(aliveBuffers());
  return measurements;
}

interface Tfjs extends Composed {
  readonly device: GPUDevice;
  end(): void;
}
