import type { Backend, Capabilities, Need } from '@unitsphere/core';
import { cpu } from '@unitsphere/cpu';
import { describe, expect, test } from 'vitest';
import type { Candidate } from '../src/candidate.ts';
import { choose } from '../src/choose.ts';
import type { PickOptions } from '../src/pick-options.ts';

/** A candidate that starts, with what was done with its backends, in order. */
function starts(
  name: string,
  { capabilities = {}, ...candidate }: Omit<Partial<Candidate>, 'start'> & { capabilities?: object } = {},
): Candidate & { log: string[] } {
  const log: string[] = [];
  const start = async (): Promise<Backend> => {
    log.push('start');
    const backend = cpu();
    return {
      ...backend,
      name,
      capabilities: { ...backend.capabilities, ...capabilities },
      [Symbol.dispose]: () => log.push('dispose'),
    };
  };
  return { name, ...candidate, start, log };
}

function fails(name: string, reason: unknown): Candidate {
  return { name, start: () => Promise.reject(reason) };
}

const float32Only = { capabilities: { precision: { float32: { rounding: 'exact' } } } } as const;
const lacks: [string, Partial<Capabilities>, Need, string][] = [
  ['a dtype', float32Only.capabilities, { dtype: 'float64' }, 'dtype float64'],
  ['other orders', float32Only.capabilities, { p: 3 }, 'p = 3'],
  ['norms', { norms: false }, { norms: true }, 'norms'],
  ['the gradient', { gradient: false }, { gradient: true }, 'the gradient'],
  ['rows with a stride', { strided: false }, { strided: true }, 'rows with a stride'],
  ['room', { maxElements: 99 }, { elements: 100 }, '100 elements (at most 99)'],
];

describe('without names', () => {
  const device = { residency: 'device' } as const;
  const all = (): ReturnType<typeof starts>[] => [
    starts('quick', { worthFrom: 1000 }),
    starts('ready'),
    starts('gpu', device),
    starts('canvas', device),
  ];
  const orderOf = async (options: PickOptions): Promise<string[]> =>
    (await choose(all(), options)).considered.map(({ name }) => name);

  test.each<[string, PickOptions, string[]]>([
    ['values in memory, of unknown size, go to', {}, ['quick', 'ready', 'gpu', 'canvas']],
    ['1000 of them go to', { elements: 1000 }, ['quick', 'ready', 'gpu', 'canvas']],
    ['999 of them go to', { elements: 999, residency: 'host' }, ['ready', 'quick', 'gpu', 'canvas']],
    ['values on a device go to', { residency: 'device' }, ['gpu', 'canvas', 'quick', 'ready']],
    ['3 of them go to', { residency: 'device', elements: 3 }, ['gpu', 'canvas', 'ready', 'quick']],
  ])('%s %j the first of %j', async (_, options, expected) => {
    expect(await orderOf(options)).toEqual(expected);
    expect((await choose(all(), options)).name).toBe(expected[0]);
  });

  test('the first that starts is taken, and no later one is started', async () => {
    const [first, second] = [starts('first'), starts('second')];
    const backend = await choose([fails('broken', new Error('no adapter')), first, second]);
    expect(backend.name).toBe('first');
    expect([first.log, second.log]).toEqual([['start'], []]);
  });

  test.each(lacks)('one that lacks %s is passed over, and ended', async (_, capabilities, need, lack) => {
    const [first, second] = [starts('first', { capabilities }), starts('second')];
    const backend = await choose([first, second], need);
    expect(backend.name).toBe('second');
    expect([first.log, second.log]).toEqual([['start', 'dispose'], ['start']]);
    expect(backend.considered[0]).toEqual({ name: 'first', verdict: `does not support ${lack}` });
  });

  test('every reason is given, in order, when none is left', async () => {
    const candidates = [
      fails('webgpu', new Error('no adapter')),
      fails('wasm', 'SIMD is missing'),
      starts('cpu', float32Only),
    ];
    await expect(choose(candidates, { dtype: 'float64' })).rejects.toMatchObject({
      code: 'backend-unavailable',
      message:
        'no backend starts here: backend webgpu does not start: no adapter; ' +
        'backend wasm does not start: SIMD is missing; backend cpu does not support dtype float64',
    });
    await expect(choose([])).rejects.toMatchObject({ code: 'backend-unavailable' });
  });
});

describe('with names', () => {
  test('the first named that starts is taken, in the order of the names, whatever the size', async () => {
    const candidates = [starts('a'), starts('b', { worthFrom: 9 }), fails('c', new Error('no adapter'))];
    const backend = await choose(candidates, { backends: ['c', 'b', 'a'], elements: 3, residency: 'device' });
    expect(backend.name).toBe('b');
    expect(backend.why).toBe(
      'b: named, number 2 of 3; not c: does not start: no adapter; not a: named, number 3 of 3',
    );
    expect(candidates[0]!).toMatchObject({ log: [] });
  });

  test('none of the others is considered', async () => {
    const other = starts('other');
    await expect(
      choose([other, fails('x', 'gone'), starts('y', float32Only)], { backends: ['x', 'y'], p: 3 }),
    ).rejects.toMatchObject({
      code: 'backend-unavailable',
      message: 'no backend starts here: backend x does not start: gone; backend y does not support p = 3',
    });
    expect(other.log).toEqual([]);
  });

  test('a single one that cannot start is refused with its reason and its cause', async () => {
    const cause = new Error('no adapter');
    await expect(
      choose([fails('webgpu', cause), starts('cpu')], { backends: ['webgpu'] }),
    ).rejects.toMatchObject({
      code: 'backend-unavailable',
      message: 'backend webgpu does not start: no adapter',
      cause,
    });
  });

  test('a single one whose start throws at once is refused alike', async () => {
    const start = (): never => {
      throw new Error('no module');
    };
    await expect(choose([{ name: 'x', start }], { backends: ['x'] })).rejects.toMatchObject({
      code: 'backend-unavailable',
      message: 'backend x does not start: no module',
    });
  });

  test.each(lacks)(
    'a single one that lacks %s is refused by that, and ended',
    async (_, capabilities, need, lack) => {
      const only = starts('only', { capabilities });
      await expect(choose([only, starts('other')], { ...need, backends: ['only'] })).rejects.toMatchObject({
        code: 'unsupported',
        message: `backend only does not support ${lack}`,
      });
      expect(only.log).toEqual(['start', 'dispose']);
    },
  );
});

test('why tells of each candidate in the words of its verdict, the one that was chosen first', async () => {
  const backend = await choose(
    [
      fails('broken', new Error('no module')),
      starts('first'),
      starts('second'),
      starts('slow-start', { worthFrom: 9 }),
      starts('gpu', { residency: 'device' }),
    ],
    { elements: 3 },
  );
  expect(backend.why).toBe(
    "first: for values in the host's memory; not broken: does not start: no module; not second: usually slower than first; " +
      'not slow-start: its start pays from 9 elements on; not gpu: for values on a device',
  );
  expect(backend.considered).toEqual([
    { name: 'broken', verdict: 'does not start: no module' },
    { name: 'first', verdict: "for values in the host's memory" },
    { name: 'second', verdict: 'usually slower than first' },
    { name: 'slow-start', verdict: 'its start pays from 9 elements on' },
    { name: 'gpu', verdict: 'for values on a device' },
  ]);
});

describe('before anything is started', () => {
  test.each<[unknown, string, string]>([
    [{ backends: ['a', 'cuda'] }, 'unknown-backend', 'unknown backend cuda; expected one of a, b'],
    [{ backends: ['toString'] }, 'unknown-backend', 'unknown backend toString; expected one of a, b'],
    [{ backends: [undefined] }, 'unknown-backend', 'unknown backend undefined; expected one of a, b'],
    [{ backends: [7] }, 'unknown-backend', 'unknown backend 7; expected one of a, b'],
    [{ backends: [] }, 'invalid-options', 'backends must be a list of names, got []'],
    [{ backends: 'a' }, 'invalid-options', 'backends must be a list of names, got "a"'],
    [{ residency: 'gpu' }, 'invalid-options', 'residency must be host or device, got gpu'],
    [{ elements: '7e6' }, 'invalid-options', 'elements must be a number ≥ 0, got 7e6'],
    [{ elements: Number.NaN }, 'invalid-options', 'elements must be a number ≥ 0, got NaN'],
    [
      { backend: 'a' },
      'unknown-option',
      'unknown option backend; expected one of dtype, p, norms, gradient, strided, elements, residency, backends',
    ],
    ['a', 'invalid-options', 'options must be an object, got string a'],
    [null, 'invalid-options', 'options must be an object, got null'],
  ])('%j is refused: %s', async (options, code, message) => {
    const [a, b] = [starts('a'), starts('b')];
    await expect(choose([a, b], options as PickOptions)).rejects.toMatchObject({ code, message });
    expect([a.log, b.log]).toEqual([[], []]);
  });
});
