import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type Browser,
  type OpenPage,
  startBrowser,
  webgl,
  webgpu,
} from '../../../../tools/browser/browser.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser({ args: [...webgl, ...webgpu] });
});
afterAll(() => browser?.close());

const callOn = (page: OpenPage, module: string, name: string, ...args: readonly unknown[]) =>
  page.call({ module: `packages/tfjs/test/browser/${module}`, name, args });

const float = (...values: readonly number[]) => values.map(Math.fround);

describe.each([
  ['webgpu', 60, ['CPU', 'buffer']],
  ['webgl', 25, ['CPU', 'packed texture', 'part of a texture', 'texture']],
] as const)("on tfjs's %s", (backend, problems, places) => {
  let page: OpenPage;
  beforeAll(async () => {
    page = await browser.open();
  });
  const call = (module: string, name: string, ...args: readonly unknown[]) =>
    callOn(page, module, name, backend, ...args);

  test('problems drawn at random have the bits of cpu, wherever tfjs keeps their values', async () => {
    const { compared, ...rest } = (await call('gpu-bits.ts', 'mismatches', 3, problems)) as {
      readonly compared: number;
    };
    expect(rest).toEqual({ wrong: [], altered: 0, kept: places });
    expect(compared).toBeGreaterThan(100 * problems);
  });

  test('a million elements have the bits of cpu', async () => {
    expect(await call('gpu-bits.ts', 'large', 1000, 1000)).toBe(0);
  });

  test('a slice of a tensor that was read before is the slice', async () => {
    const [first, second] = [float(0.6, 0.8), float(-5 / 13, 12 / 13)];
    expect(await call('gpu-bits.ts', 'sliceOfRead')).toEqual([...first, ...second]);
  });

  test('integers are taken for what they are, also where tfjs calls them float32 already', async () => {
    const found = (await call('gpu-bits.ts', 'integers')) as Record<string, number>;
    expect(Object.keys(found)).toHaveLength(16);
    expect(new Set(Object.values(found))).toEqual(new Set([0]));
  });

  test('so are integers along axes that have to be moved', async () => {
    expect(await call('gpu-bits.ts', 'integersMoved')).toEqual({
      'axes apart': 0,
      'p = 3 along an inner axis': 0,
      'first derivative': 0,
      'second derivative': 0,
    });
  });

  test('operations of tfjs before and after it are done in their order', async () => {
    const [first, second] = [float(0.6, 0.8), float(-5 / 13, 12 / 13)];
    const rows = [...first, ...second].map((x, i) => x * (i % 2 === 0 ? 2 : 4));
    expect(await call('gpu-chains.ts', 'between')).toEqual([...rows, ...rows.map((x) => -x)]);
  });

  test('200 calls in a row, each on the last result, give what one gives', async () => {
    expect(await call('gpu-chains.ts', 'inARow', 200)).toEqual(float(0.6, 0.8));
  });

  test('gradients by tf.grad have the bits of the kernel for them', async () => {
    const found = (await call('gpu-chains.ts', 'gradients')) as Record<string, number>;
    expect(Object.keys(found)).toHaveLength(4);
    expect(new Set(Object.values(found))).toEqual(new Set([0]));
  });

  test('calls and gradients leave no tensor, no byte and no object of the GPU', async () => {
    const { before, after } = (await call('gpu-resources.ts', 'aliveAround', 30)) as {
      readonly before: object;
      readonly after: object;
    };
    expect(after).toEqual(before);
  });

  test('p that our kernels lack is left to the composition', async () => {
    expect(await call('gpu-chains.ts', 'otherOrder')).toEqual([0, -1, 0, 1]);
  });

  test.runIf(backend === 'webgpu')("a tensor on a buffer of one's own, which is larger", async () => {
    expect(await call('gpu-chains.ts', 'zeroCopy')).toEqual(float(0.6, 0.8, -5 / 13, 12 / 13));
  });

  test.runIf(backend === 'webgpu')(
    'a kernel that the device refuses is an error that the page hears, and no other call fails',
    async () => {
      expect(await call('gpu-faults.ts', 'refusedKernel')).toEqual({
        code: 'device-error',
        unit: float(0.6, 0.8),
      });
    },
  );

  test.runIf(backend === 'webgl')(
    'a draw that the driver refuses is thrown, leaves nothing, and no other call fails',
    async () => {
      expect(await call('gpu-faults.ts', 'refusedDraw')).toEqual({
        thrown: 'device-error',
        left: 0,
        unit: float(0.6, 0.8),
      });
    },
  );

  test('once the device is lost, calls say so and leave nothing', async () => {
    expect(await call('gpu-faults.ts', 'lost')).toEqual({
      thrown: ['device-lost', 'device-lost', 'device-lost'],
      left: 0,
    });
  });
});

test('on webgl it is exact only where tfjs keeps bits in textures that are known, and says why not', async () => {
  const bitsLost = expect.stringMatching(/changes bits of float32 here: 0x00000001 becomes 0x00000000/);
  expect(await callOn(await browser.open(), 'gpu-faults.ts', 'circumstances')).toEqual({
    'without the option': 'the option webgl was not given',
    'with it': 'exact',
    'where bits are lost on the way in': bitsLost,
    'where bits are lost by packing': bitsLost,
    'of another version': expect.stringMatching(/has no packTensor/),
    'in float16': expect.stringMatching(/float16.*WEBGL_RENDER_FLOAT32_ENABLED/),
    'with it again': 'exact',
  });
});

test('in a worker both are exact too', async () => {
  expect(await callOn(await browser.open(), 'gpu-faults.ts', 'inWorker')).toEqual({
    webgl: float(0.6, 0.8),
    webgpu: float(0.6, 0.8),
  });
});
