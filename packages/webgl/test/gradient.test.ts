import { type GradientCall, gradientSuite } from '../../core/test/words/gradient-suite.ts';
import type { SentCall } from './browser/gradient.ts';
import { webglPage } from './webgl-page.ts';

const { call } = webglPage();

const bitsOf = (values: Float32Array): number[] => Array.from(new Uint32Array(values.slice().buffer));

/** JSON has no Infinity. */
const callOf = ({ problem, x, dy }: GradientCall): SentCall => ({
  problem: { ...problem, p: String(problem.p) },
  x: bitsOf(x),
  dy: bitsOf(dy),
});

// 1200 is more than a thread of few slices takes: src/parts.ts.
gradientSuite(
  async () => async (calls) => {
    const results = (await call('gradient.ts', 'gradients', calls.map(callOf))) as number[][];
    return results.map((bits) => new Float32Array(Uint32Array.from(bits).buffer));
  },
  { lengths: [1, 2, 7, 20, 37], long: 1200, cancelled: 2 ** -50 },
);
