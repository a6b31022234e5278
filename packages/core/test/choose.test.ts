import { describe, expect, test } from 'vitest';
import { type Candidate, type Capabilities, choose, createNormalizer, type Need } from '../src/index.ts';
import { failureOf, rejectionOf } from './failure-of.ts';
import { type HostBackend, hostBackend } from './host-backend.ts';

/** A candidate that starts, and the backends it has started. */
function starts(
  name: string,
  changes: Partial<Capabilities<'sync'>> = {},
): Candidate & { started: HostBackend[] } {
  const started: HostBackend[] = [];
  const start = async (): Promise<HostBackend> => {
    const backend = hostBackend(changes, name);
    started.push(backend);
    return backend;
  };
  return { name, start, started };
}

function fails(name: string, reason: unknown): Candidate {
  return { name, start: () => Promise.reject(reason) };
}

const float32Only = { precision: { float32: { rounding: 'exact' } } } as const;
const lacks: [string, Partial<Capabilities<'sync'>>, Need, string][] = [
  ['a dtype', float32Only, { dtype: 'float64' }, 'dtype float64'],
  ['other orders', float32Only, { p: 3 }, 'p = 3'],
  ['norms', { norms: false }, { norms: true }, 'norms'],
  ['the gradient', { gradient: false }, { gradient: true }, 'the gradient'],
  ['rows with a stride', { strided: false }, { strided: true }, 'rows with a stride'],
  ['room', { maxElements: 99 }, { elements: 100 }, '100 elements (at most 99)'],
];

describe('auto', () => {
  test('takes the first that starts, and starts no other', async () => {
    const [first, second] = [starts('first'), starts('second')];
    const backend = await choose([fails('broken', new Error('no adapter')), first, second], 'auto');
    expect(backend).toBe(first.started[0]);
    expect(second.started).toEqual([]);
  });

  test.each(lacks)('passes over one that lacks %s, and ends it', async (_, changes, need) => {
    const [first, second] = [starts('first', changes), starts('second')];
    expect((await choose([first, second], 'auto', need)).name).toBe('second');
    expect(first.started[0]!.log).toEqual(['dispose']);
    expect(second.started[0]!.log).toEqual([]);
  });

  test('gives every reason, in order, when none is left', async () => {
    const candidates = [
      fails('webgpu', new Error('no adapter')),
      fails('wasm', 'SIMD is missing'),
      starts('cpu', float32Only),
    ];
    const failure = await rejectionOf(choose(candidates, 'auto', { dtype: 'float64' }));
    expect(failure.code).toBe('backend-unavailable');
    expect(failure.message).toBe(
      'no backend starts here: backend webgpu does not start: no adapter; ' +
        'backend wasm does not start: SIMD is missing; backend cpu does not support dtype float64',
    );
    expect((await rejectionOf(choose([], 'auto'))).code).toBe('backend-unavailable');
  });
});

describe('a name', () => {
  test('is taken even where an earlier one would start', async () => {
    const first = starts('first');
    expect((await choose([first, starts('second')], 'second')).name).toBe('second');
    expect(first.started).toEqual([]);
  });

  test.each(['cuda', '', 'Auto', 'toString'])(
    '"%s" that nobody bears is refused with those that are known',
    async (name) => {
      const failure = await rejectionOf(choose([starts('wasm'), starts('cpu')], name));
      expect(failure.code).toBe('unknown-backend');
      expect(failure.message).toBe(`unknown backend ${name}; expected one of auto, wasm, cpu`);
    },
  );

  test('of one that cannot start is refused with its reason and its cause', async () => {
    const cause = new Error('no adapter');
    const failure = await rejectionOf(choose([fails('webgpu', cause), starts('cpu')], 'webgpu'));
    expect(failure.code).toBe('backend-unavailable');
    expect(failure.message).toBe('backend webgpu does not start: no adapter');
    expect(failure.cause).toBe(cause);
  });

  test('of one whose start throws at once is refused alike', async () => {
    const start = (): never => {
      throw new Error('no module');
    };
    expect((await rejectionOf(choose([{ name: 'x', start }], 'x'))).message).toBe(
      'backend x does not start: no module',
    );
  });

  test.each(lacks)('of one that lacks %s is refused by that, and ended', async (_, changes, need, lack) => {
    const only = starts('only', changes);
    const failure = await rejectionOf(choose([only, starts('other')], 'only', need));
    expect(failure.code).toBe('unsupported');
    expect(failure.message).toBe(`backend only does not support ${lack}`);
    expect(only.started[0]!.log).toEqual(['dispose']);
  });
});

test("p = 1, 2 and ∞ are every backend's, and 99 elements fit where 99 is the most", async () => {
  for (const p of [1, 2, Infinity]) {
    expect(
      (await choose([starts('cpu', { ...float32Only, maxElements: 99 })], 'cpu', { p, elements: 99 })).name,
    ).toBe('cpu');
  }
});

describe('a normalizer over a backend that lacks something refuses the call, before the backend is asked', () => {
  const refusal = (
    changes: Partial<Capabilities<'sync'>>,
    call: (n: ReturnType<typeof createNormalizer<'sync'>>) => unknown,
  ) => {
    const backend = hostBackend(changes);
    const failure = failureOf(() => call(createNormalizer(backend)));
    expect(backend.log).toEqual([]);
    return [failure.code, failure.message.replace('backend host does not support ', '')];
  };
  const values = new Float32Array(6);

  test('each capability by its name', () => {
    expect(refusal(float32Only, (n) => n.normalize(new Float64Array(2)))).toEqual([
      'unsupported',
      'dtype float64',
    ]);
    expect(refusal(float32Only, (n) => n.normalize([1, 2]))).toEqual(['unsupported', 'dtype float64']);
    expect(refusal(float32Only, (n) => n.tensor(new Float64Array(2)))).toEqual([
      'unsupported',
      'dtype float64',
    ]);
    expect(refusal(float32Only, (n) => n.norms(values, { p: 1.5 }))).toEqual(['unsupported', 'p = 1.5']);
    const noNorms = { norms: false } as const;
    expect(refusal(noNorms, (n) => n.norms(values))).toEqual(['unsupported', 'norms']);
    expect(refusal(noNorms, (n) => n.normalizeWithNorms(values))).toEqual(['unsupported', 'norms']);
    expect(refusal({ gradient: false }, (n) => n.gradient(values, values))).toEqual([
      'unsupported',
      'the gradient',
    ]);
    const strided = { shape: [2, 2], stride: 3 };
    expect(refusal({ strided: false }, (n) => n.normalize(values, strided))).toEqual([
      'unsupported',
      'rows with a stride',
    ]);
    const few = { maxElements: 5 };
    const tooMany = ['unsupported', '6 elements (at most 5)'];
    expect(refusal(few, (n) => n.normalizeWithNorms(values))).toEqual(tooMany);
    expect(refusal(few, (n) => n.tensor(values))).toEqual(tooMany);
  });

  test('rows without gaps are no strided rows', () => {
    const normalizer = createNormalizer(hostBackend({ strided: false }));
    expect(normalizer.normalize(values, { shape: [2, 3], stride: 3 })).toEqual(values);
  });
});
