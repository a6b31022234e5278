import { plan } from '@unitsphere/conformance';
import type { Candidate } from 'unitsphere';
import { clockStep } from '../../../clock-step.ts';
import type { BackendFacts, BrowserFacts } from './browser-facts.ts';

/** Finds out what is here, in the worker where it would be used. Starts and ends each of `backends`. */
export async function lookAround(backends: readonly Candidate[]): Promise<BrowserFacts> {
  const { userAgent, hardwareConcurrency } = navigator;
  const found: BackendFacts[] = [];
  for (const backend of backends) found.push(await factsOf(backend));
  return {
    userAgent,
    secure: isSecureContext,
    isolated: crossOriginIsolated,
    sharedMemory: typeof SharedArrayBuffer !== 'undefined',
    cores: hardwareConcurrency,
    clockStep: clockStep(),
    webgpu: await webgpuHere(),
    webgl: webglHere(),
    backends: found,
    families: [...new Set(plan().map(({ family }) => family))],
  };
}

async function factsOf({ name, start }: Candidate): Promise<BackendFacts> {
  try {
    using backend = await start();
    const { variant } = backend.capabilities;
    return { name, starts: true, ...(variant !== undefined && { variant }) };
  } catch (error) {
    return { name, starts: false, reason: error instanceof Error ? error.message : String(error) };
  }
}

async function webgpuHere(): Promise<BrowserFacts['webgpu']> {
  const { gpu } = navigator as { gpu?: GPU };
  const adapter = await gpu?.requestAdapter({ powerPreference: 'high-performance' }).catch(() => null);
  if (!adapter) return { api: gpu !== undefined };
  // Older browsers lack `info`; the others may tell nothing in it.
  const { vendor, architecture, device, description } = (adapter as { info?: GPUAdapterInfo }).info ?? {};
  const told = [vendor, architecture, device, description].filter(Boolean).join(' ');
  return { api: true, adapter: told || 'an adapter that does not tell its name' };
}

function webglHere(): BrowserFacts['webgl'] {
  if (typeof OffscreenCanvas === 'undefined') return { offscreen: false, floats: false };
  const context = new OffscreenCanvas(1, 1).getContext('webgl2');
  if (context === null) return { offscreen: true, floats: false };
  const info = context.getExtension('WEBGL_debug_renderer_info');
  const renderer = String(context.getParameter(info?.UNMASKED_RENDERER_WEBGL ?? context.RENDERER));
  const floats = context.getExtension('EXT_color_buffer_float') !== null;
  // A browser has some sixteen contexts.
  context.getExtension('WEBGL_lose_context')?.loseContext();
  return { offscreen: true, renderer, floats };
}
