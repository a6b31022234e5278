import type { BackendFacts, BrowserFacts } from './browser-facts.ts';

/** One thing that the backends use, in words. */
export interface Capability {
  readonly name: string;
  readonly here: boolean;
  /** What it is like here, or why it is missing. */
  readonly detail: string;
  /** Where it is missing: what to do. */
  readonly advice?: string;
}

/** What this browser has of what the backends use, and for what is missing, why and what to do. */
export function capabilitiesOf(facts: BrowserFacts): readonly Capability[] {
  return [simd(facts), threads(facts), webgpu(facts), webgl(facts)];
}

function simd({ backends }: BrowserFacts): Capability {
  const name = 'WebAssembly SIMD';
  const wasm = backends.find((each) => each.name === 'wasm');
  if (wasm === undefined || !wasm.starts)
    return {
      ...missing(name, wasm?.reason ?? 'it was not tried'),
      advice: `WebAssembly may be switched off by a setting of high security or by an administrator. ${update}`,
    };
  if (wasm.variant === 'scalar')
    return {
      ...missing(
        name,
        'this browser has WebAssembly without it, so that backend wasm works with JavaScript kernels',
      ),
      advice: update,
    };
  return { name, here: true, detail: 'fixed-width SIMD, 128 bits' };
}

function threads({ isolated, sharedMemory, cores }: BrowserFacts): Capability {
  const name = 'Threads on shared memory';
  const count = `${cores} ${cores === 1 ? 'core' : 'cores'}`;
  if (!isolated)
    return {
      ...missing(name, 'the page is not cross-origin isolated, so that no memory can be shared with workers'),
      advice:
        'The server must send this page with the headers “Cross-Origin-Opener-Policy: same-origin” and ' +
        '“Cross-Origin-Embedder-Policy: require-corp”, by https or from localhost. All else works without.',
    };
  if (!sharedMemory) return { ...missing(name, 'there is no SharedArrayBuffer'), advice: update };
  return { name, here: true, detail: `${count}, cross-origin isolated` };
}

function webgpu({ secure, webgpu: { api, adapter }, backends }: BrowserFacts): Capability {
  const name = 'WebGPU';
  if (!secure)
    return {
      ...missing(name, 'the page is not a secure context'),
      advice: 'Open it by https, or from localhost: browsers hide WebGPU elsewhere.',
    };
  if (!api)
    return {
      ...missing(name, 'this browser has none, or not in workers, or has it switched off'),
      advice: `Chrome and Edge: chrome://flags, “Unsafe WebGPU Support”. Firefox: about:config, dom.webgpu.enabled. Safari: Settings, Feature Flags, WebGPU. ${update}`,
    };
  if (adapter === undefined)
    return {
      ...missing(
        name,
        'the browser finds no adapter: there is no GPU, its driver is missing, or it is blocked',
      ),
      advice:
        'Switch graphics acceleration on in the browser’s settings (System or Performance) and update the GPU’s driver. ' +
        'Chrome and Edge tell more at chrome://gpu, Firefox at about:support.',
    };
  return started(name, adapter, named(backends, 'webgpu'));
}

function webgl({ webgl: { offscreen, renderer, floats }, backends }: BrowserFacts): Capability {
  const name = 'WebGL2 with float textures';
  if (!offscreen)
    return {
      ...missing(name, 'workers of this browser cannot draw: it has no OffscreenCanvas'),
      advice: update,
    };
  if (renderer === undefined)
    return {
      ...missing(name, 'the browser gives no WebGL2 context: no driver, blocked, or switched off'),
      advice:
        'Switch graphics acceleration on in the browser’s settings (System or Performance). Firefox: about:config, ' +
        'webgl.disabled must be false. Chrome and Edge tell more at chrome://gpu.',
    };
  if (!floats)
    return {
      ...missing(name, `${renderer} cannot render to float textures (EXT_color_buffer_float)`),
      advice: 'Update the GPU’s driver, or use another device: some old phones lack it.',
    };
  return started(name, renderer, named(backends, 'webgl'));
}

/** A backend can refuse what the browser has: a driver that calculates wrongly. */
function started(name: string, detail: string, backend: BackendFacts | undefined): Capability {
  if (backend === undefined || backend.starts) return { name, here: true, detail };
  return {
    ...missing(name, `${detail} is there, but the backend does not start: ${backend.reason}`),
    advice: 'Update the GPU’s driver and the browser.',
  };
}

function missing(name: string, detail: string): Capability {
  return { name, here: false, detail };
}

function named(backends: readonly BackendFacts[], name: string): BackendFacts | undefined {
  return backends.find((each) => each.name === name);
}

const update = 'A newer version of the browser may have it.';
