import { type WebGlBuffer, webgl } from '@unitsphere/webgl';
import type { Contender } from '../contender.ts';
import { type Device, deviceContenders } from './device-contenders.ts';
import { rendererOf } from './float-context.ts';
import { ourVersion } from './our-version.ts';
import { readTexel } from './read-texel.ts';

export function webglContenders(): readonly Contender[] {
  return deviceContenders('webgl', 'blitFramebuffer', startWebGl);
}

async function startWebGl(): Promise<Device<WebGlBuffer>> {
  const backend = await webgl();
  const { context } = backend;
  return {
    version: `@unitsphere/webgl ${ourVersion}, ${rendererOf(context)}`,
    backend,
    settled: ({ texture }) => readTexel(context, texture),
  };
}
