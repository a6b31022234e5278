import { expect, test } from 'vitest';
import type { BrowserFacts } from '../src/live/browser-facts.ts';
import { browserName } from '../src/live/browser-name.ts';
import { capabilitiesOf } from '../src/live/capabilities.ts';

const complete: BrowserFacts = {
  userAgent: 'a browser',
  secure: true,
  isolated: true,
  sharedMemory: true,
  cores: 8,
  clockStep: 0.1,
  webgpu: { api: true, adapter: 'vendor architecture' },
  webgl: { offscreen: true, renderer: 'renderer', floats: true },
  backends: [
    { name: 'cpu', starts: true },
    { name: 'wasm', starts: true, variant: 'simd' },
    { name: 'webgpu', starts: true },
    { name: 'webgl', starts: true },
  ],
  families: [],
};

const cases: readonly [missing: string, facts: Partial<BrowserFacts>, detail: RegExp, advice: RegExp][] = [
  [
    'WebAssembly SIMD',
    { backends: [{ name: 'wasm', starts: true, variant: 'scalar' }] },
    /without it/,
    /newer version/,
  ],
  [
    'WebAssembly SIMD',
    { backends: [{ name: 'wasm', starts: false, reason: 'there is no WebAssembly here' }] },
    /no WebAssembly/,
    /switched off/,
  ],
  [
    'Threads on shared memory',
    { isolated: false, sharedMemory: false },
    /not cross-origin isolated/,
    /Cross-Origin-Opener-Policy: same-origin.*Cross-Origin-Embedder-Policy: require-corp/,
  ],
  ['Threads on shared memory', { sharedMemory: false }, /SharedArrayBuffer/, /newer version/],
  ['WebGPU', { secure: false, webgpu: { api: false } }, /secure context/, /https.*localhost/],
  ['WebGPU', { webgpu: { api: false } }, /switched off/, /Chrome.*Firefox.*Safari/],
  ['WebGPU', { webgpu: { api: true } }, /no adapter/, /driver/],
  [
    'WebGPU',
    { backends: [{ name: 'webgpu', starts: false, reason: 'the adapter gives no device' }] },
    /does not start: the adapter gives no device/,
    /Update/,
  ],
  ['WebGL2 with float textures', { webgl: { offscreen: false, floats: false } }, /OffscreenCanvas/, /newer/],
  ['WebGL2 with float textures', { webgl: { offscreen: true, floats: false } }, /no WebGL2/, /acceleration/],
  [
    'WebGL2 with float textures',
    { webgl: { offscreen: true, renderer: 'old phone', floats: false } },
    /old phone cannot render to float textures/,
    /another device/,
  ],
  [
    'WebGL2 with float textures',
    { backends: [{ name: 'webgl', starts: false, reason: 'it fails the probe of bits' }] },
    /fails the probe of bits/,
    /Update/,
  ],
];

test('of a browser that has everything nothing is said to be missing', () => {
  expect(capabilitiesOf(complete).map(({ here, advice }) => [here, advice])).toEqual(
    Array(4).fill([true, undefined]),
  );
});

test.each(cases)('%s is missing for the reason that facts %j give, with what to do', (...given) => {
  const [missing, facts, detail, advice] = given;
  const found = capabilitiesOf({ ...complete, ...facts }).find(({ name }) => name === missing)!;
  expect(found.here).toBe(false);
  expect(found.detail).toMatch(detail);
  expect(found.advice).toMatch(advice);
});

test('browsers are named by what they are, not by what they pretend to be', () => {
  const webkit = 'AppleWebKit/537.36 (KHTML, like Gecko)';
  const named = [
    ['Chromium 141.0.0.0', `Mozilla/5.0 (X11; Linux x86_64) ${webkit} Chrome/141.0.0.0 Safari/537.36`],
    [
      'Edge 141.0.0.0',
      `Mozilla/5.0 (Windows NT 10.0) ${webkit} Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0`,
    ],
    ['Firefox 143.0', 'Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0'],
    ['Safari 26.0', 'Mozilla/5.0 (Macintosh; Intel Mac OS X) AppleWebKit/605 Version/26.0 Safari/605.1.15'],
    ['something else', 'something else'],
  ] as const;
  expect(named.map(([, userAgent]) => browserName(userAgent))).toEqual(named.map(([name]) => name));
});
