import { expect, test } from 'vitest';
import { shrink, without } from '../src/shrink.ts';
import { resultsOf } from './results-of.ts';
import { oneUlpUp, spoiled } from './wrong-backend.ts';

test('a list is shrunk to the elements that matter', async () => {
  const list = Array.from({ length: 100 }, (_, i) => i);
  const fails = async (part: readonly number[]): Promise<boolean> => part.includes(17) && part.includes(80);
  expect(await shrink(list, without, fails)).toEqual([17, 80]);
});

test('the first mismatch comes with its bits, and a reproduction of one short slice', async () => {
  const [result] = await resultsOf(
    () =>
      spoiled((output, input) => {
        input.forEach((v, i) => {
          if (v > 0.5 && v < 1) output[i] = oneUlpUp(output[i]!);
        });
      }),
    { only: 'values: ordinary values', quick: true, module: './wrong.js', seed: 5 },
  );
  expect(result!.status).toBe('failed');
  expect(result!.reason).toMatch(
    /^\[\d+\] is .* \(0x[0-9a-f]{8}\), expected .* \(0x[0-9a-f]{8}\), off by .* ULP; /,
  );
  const program = result!.reproduction!;
  expect(program).toContain('// seed 5');
  expect(program).toContain('import { create } from "./wrong.js";');
  expect(program).toContain('normalizer.normalize(x, { shape: [1,1], p: 2 })');
  expect(program).toMatch(/Uint32Array\(\[0x3f[0-9a-f]+\]\)/);
});

test('what goes wrong only after other calls says so', async () => {
  let calls = 0;
  const [result] = await resultsOf(
    () =>
      spoiled((output) => {
        if (++calls === 30) output[0] = 7;
      }),
    { only: 'values: ordinary values', quick: true },
  );
  expect(result!.reproduction).toContain('only after the calls before it');
});
