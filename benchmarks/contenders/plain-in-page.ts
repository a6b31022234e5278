import type { Contender } from '../contender.ts';
import { plainGpuJs } from './plain-gpu-js.ts';
import { plainWgsl } from './plain-wgsl.ts';

/** What one writes for a page's GPU oneself. */
export function plainInPage(): readonly Contender[] {
  return [plainWgsl(async () => undefined), plainGpuJs()];
}
