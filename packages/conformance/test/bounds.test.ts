import type { Backend, Capabilities, FloatArray } from '@unitsphere/core';
import { cpu } from '@unitsphere/cpu';
import { expect, test } from 'vitest';
import { type CaseResult, inSentence, requireBackend, weakClaims } from '../src/index.ts';
import { resultsOf } from './results-of.ts';

type Host = Backend<FloatArray, 'sync'>;

const right = cpu();
const normCase = 'norms: norms are as close as claimed for float32: ordinary values';
const gradientCase = 'gradient: the gradient is right for float32: one value among zeros';
const difference = 'gradient: the gradient agrees with difference quotients along random directions';

/** Norms `steps` float64 further from zero. */
function normsOff(steps: number): Partial<Host> {
  const norms: Host['norms'] = (...call) => right.norms(...call).map((norm: number) => stepped(norm, steps));
  return {
    norms,
    normalizeWithNorms: (input, problem, output) => {
      const measured = norms(input, problem);
      return { ...right.normalizeWithNorms(input, problem, output), norms: measured };
    },
  };
}

function stepped(norm: number, steps: number): number {
  const bits = new BigInt64Array(Float64Array.of(norm).buffer);
  if (norm > 0 && norm < Infinity) bits[0]! += BigInt(steps);
  return new Float64Array(bits.buffer)[0]!;
}

/** Gradients off by `units` of 2^-23 of max|dy|/D or a little less, D taken for N. */
function gradientsOff(units: number): Partial<Host> {
  return {
    gradient(input, upstream, problem, output) {
      const { outer, inner, length, stride } = problem;
      // Before either is overwritten.
      const [divisors, dy] = [right.norms(input, problem), upstream.slice()];
      const dx = right.gradient(input, upstream, problem, output);
      for (let s = 0; s < outer * inner; s++) {
        const at = (k: number): number => Math.floor(s / inner) * stride + k * inner + (s % inner);
        const largest = Array.from({ length }, (_, k) => Math.abs(dy[at(k)]!)).reduce(
          (a, b) => Math.max(a, b),
          0,
        );
        const [d, epsilon] = [divisors[s]!, problem.denominator.epsilon];
        if (epsilon === 0 && d > 0 && largest < Infinity)
          dx[at(0)]! += (units * 2 ** Math.floor(Math.log2(largest / d))) / 2 ** 23;
      }
      return dx;
    },
  };
}

async function run(
  wrong: Partial<Host>,
  claims: Partial<Capabilities<'sync'>>,
  only: string,
): Promise<{ readonly result: CaseResult; readonly capabilities: Capabilities }> {
  const capabilities = { ...right.capabilities, ...claims };
  const [result] = await resultsOf(() => ({ ...cpu(), ...wrong, capabilities }), { only, share: 0.2 });
  return { result: result!, capabilities };
}

test.each([
  ['norms', undefined, 'capabilities.norms is undefined, neither false nor { maxUlp }'],
  ['norms', 'exact', 'capabilities.norms is "exact", neither false nor { maxUlp }'],
  ['gradient', true, 'capabilities.gradient is true, neither false nor { maxUlp }'],
])('capabilities.%s of %s is refused in one line', (name, value, what) => {
  const backend = { ...right, capabilities: { ...right.capabilities, [name]: value } };
  expect(() => requireBackend(backend)).toThrow(`create() gave no backend: ${what}`);
});

const three = normsOff(3);

test('norms that are 3 ULP off fail a claim of 1, by their error and the claim', async () => {
  const { result } = await run(three, { norms: { maxUlp: 1 } }, normCase);
  expect(result.status).toBe('failed');
  expect(result.reason).toMatch(/, off by (2\.5|2\.[5-9]\d*|3|3\.[0-4]\d*) ULP of float64, 1 claimed; /);
});

test('norms that are 3 ULP off pass a claim of 4, whatever the claims of the quotients are', async () => {
  const { float32 } = right.capabilities.precision;
  for (const precision of [right.capabilities.precision, { float32: float32! }]) {
    const { result } = await run(three, { norms: { maxUlp: 4 }, precision }, normCase);
    expect(result.reason).toBeUndefined();
    expect(result.worstUlp).toBeGreaterThan(2.5);
  }
});

test('norms of float32 fail a claim of 1 though nothing is claimed for float64', async () => {
  const norms: Host['norms'] = (...call) => right.norms(...call).map(Math.fround);
  const { float32 } = right.capabilities.precision;
  const { result } = await run({ norms }, { precision: { float32: float32! } }, normCase);
  expect(result.status).toBe('failed');
});

test.each([gradientCase, difference])(
  'gradients far off fail a claim of 1 and pass one of 1000: %s',
  async (only) => {
    const wrong = gradientsOff(900);
    expect((await run(wrong, { gradient: { maxUlp: 1 } }, only)).result.status).toBe('failed');
    expect((await run(wrong, { gradient: { maxUlp: 1000 } }, only)).result.reason).toBeUndefined();
  },
);

test('a gradient 3 units off fails a claim of 1, by its error and the claim, and passes one of 4', async () => {
  const wrong = gradientsOff(3);
  const { result } = await run(wrong, { gradient: { maxUlp: 1 } }, gradientCase);
  expect(result.status).toBe('failed');
  expect(result.reason).toMatch(/, off by [\d.]+ float32 ULP of the largest \|dy\|\/D, 1 claimed; /);
  expect((await run(wrong, { gradient: { maxUlp: 4 } }, gradientCase)).result.reason).toBeUndefined();
});

test('the differences of results hold gradients to what is claimed for them', async () => {
  const only =
    'relations: float64: the gradient in a direction is the difference of results in that direction';
  const wrong = gradientsOff(900);
  expect((await run(wrong, { gradient: { maxUlp: 1 } }, only)).result.status).toBe('failed');
  expect((await run(wrong, { gradient: { maxUlp: 1000 } }, only)).result.reason).toBeUndefined();
});

test('what frameworks publish is compared with as much room as the claims leave', async () => {
  const wrong = {
    norms: (...call: Parameters<Host['norms']>) =>
      right.norms(...call).map((v: number) => v * (1 + 2 ** -18)),
    gradient: (...call: Parameters<Host['gradient']>) =>
      right.gradient(...call).map((v: number) => v * (1 + 900 * 2 ** -23)),
  };
  const failures = async (claims: Partial<Capabilities>): Promise<readonly string[]> => {
    const capabilities = { ...right.capabilities, ...claims } as Capabilities<'sync'>;
    const results = await resultsOf(() => ({ ...cpu(), ...wrong, capabilities }), { only: ' publish' });
    return results.filter(({ status }) => status !== 'passed').map(({ name }) => name);
  };
  const [norms, gradient] = [{ maxUlp: 2 ** 35 }, { maxUlp: 1000 }];
  expect(await failures({ norms, gradient })).toEqual([]);
  expect(await failures({ norms })).toEqual([
    'like tensorflow gives what its framework publishes',
    'like keras2 gives what its framework publishes',
    'like keras-ops gives what its framework publishes',
    'like torch gives what its framework publishes',
  ]);
  expect(await failures({ gradient })).toEqual(['like sklearn gives what its framework publishes']);
});

test('a claim of norms or gradients is weak where a lower whole number would do, and says which', async () => {
  const claims = { norms: { maxUlp: 5 }, gradient: { maxUlp: 4 } };
  const norms = await run(three, claims, normCase);
  const gradient = await run({}, claims, gradientCase);
  const sentences = weakClaims([norms.result, gradient.result], norms.capabilities).map(inSentence);
  expect(sentences).toEqual([
    expect.stringMatching(
      /^capabilities\.norms claims 5 ULP of float64, measured 3\.\d+ at worst \([\d\u00a0]+ elements\): 4 would do$/,
    ),
    expect.stringMatching(
      /^capabilities\.gradient claims 4 float32 ULP of max\|dy\|\/D, measured \S+ at worst \([\d\u00a0]+ elements\): 1 would do$/,
    ),
  ]);
});

test('a claim of 1 is not called weak, however little is measured', async () => {
  const norms = await run({}, {}, normCase);
  const gradient = await run({}, {}, gradientCase);
  expect(weakClaims([norms.result, gradient.result], right.capabilities)).toEqual([]);
});
