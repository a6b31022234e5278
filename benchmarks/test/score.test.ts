import { normalize } from '@unitsphere/cpu';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Started } from '../contender.ts';
import type { Score } from '../results.ts';
import { scoreOf } from '../scoreboard/score.ts';
import { type ScoreCalls, scoreCalls, scoreShare } from '../scoreboard/score-calls.ts';
import { scoreFamilies } from '../scoreboard/score-families.ts';

type Scored = Pick<Started, 'normalize' | 'like'>;
type Normalize = NonNullable<Scored['normalize']>;

const exactly = (x: Float32Array, rows: number, length: number): Float32Array =>
  normalize(x, { shape: [rows, length] }) as Float32Array;

/** Two loops over each row; `round` after every operation. */
const loop =
  (round: (x: number) => number): Normalize =>
  (x, rows, length) => {
    const y = new Float32Array(x.length);
    for (let start = 0; start < rows * length; start += length) {
      const row = x.subarray(start, start + length);
      const sum = row.reduce((before, v) => round(before + round(v * v)), 0);
      const inverse = round(1 / round(Math.sqrt(sum)));
      row.forEach((v, k) => {
        y[start + k] = v * inverse;
      });
    }
    return y;
  };

const share = scoreShare.quick;
let calls: ScoreCalls[];
beforeAll(async () => {
  calls = await scoreCalls({ share });
});

const scored = (contender: Scored): Promise<Score[]> => scoreOf(contender, { share, calls });

async function gradesOf(contender: Scored): Promise<Record<string, string>> {
  return Object.fromEntries((await scored(contender)).map(({ family, grade }) => [family, grade]));
}

const all = (grade: string): Record<string, string> =>
  Object.fromEntries(scoreFamilies.map(({ name }) => [name, grade]));

describe('the scoreboard', () => {
  test.each(Object.entries(scoreShare))('finds cpu exact in every family, %s', async (_, part) => {
    const progress: string[] = [];
    const scores = await scoreOf(
      { normalize: exactly },
      { share: part, progress: (done, of) => progress.push(`${done} of ${of}`) },
    );
    expect(scores.map(({ family }) => family)).toEqual(scoreFamilies.map(({ name }) => name));
    for (const { family, elements, exact, worstUlp, grade } of scores) {
      expect({ family, exact, worstUlp, grade }).toEqual({
        family,
        exact: elements,
        worstUlp: 0,
        grade: 'exact',
      });
      expect(elements, family).toBeGreaterThanOrEqual(30);
    }
    expect(progress).toEqual(scoreFamilies.map((_, i) => `${i + 1} of ${scoreFamilies.length}`));
  });

  test('sees one element of one family that is a bit off, and blames no other', async () => {
    for (const [mutated, { family }] of calls.entries()) {
      const before = calls.slice(0, mutated).reduce((sum, { calls: list }) => sum + list.length, 0);
      let call = 0;
      const scores = await scored({
        normalize(x, rows, length) {
          const y = exactly(x, rows, length);
          if (call++ !== before) return y;
          const words = new Uint32Array(y.buffer);
          // Any NaN is as good as another.
          words[y.length - 1] = Number.isNaN(y.at(-1)) ? 0 : words[y.length - 1]! ^ 1;
          return y;
        },
      });
      for (const [at, { family: name, elements, exact, grade }] of scores.entries()) {
        expect(elements - exact, `${name} where ${family} is mutated`).toBe(at === mutated ? 1 : 0);
        expect(grade === 'exact', name).toBe(at !== mutated);
      }
    }
  });

  test('finds a loop that rounds to float32 each time wrong where squares leave its range', async () => {
    const grades = await gradesOf({ normalize: loop(Math.fround) });
    expect(grades).toMatchObject({
      'published vectors': 'close',
      'up to 65537 rows': 'close',
      'long rows': 'wrong',
      'values of mixed scale': 'wrong',
      'tiny values': 'wrong',
      'subnormal values': 'wrong',
      'values up to the largest': 'wrong',
      'zero rows': 'wrong',
    });
  });

  test('finds the same loop in float64 wrong for zeros alone, and off by a bit next to ties', async () => {
    expect(await gradesOf({ normalize: loop((x) => x) })).toEqual({
      ...all('exact'),
      'long rows': 'close',
      'subnormal results': 'close',
      'next to a rounding tie': 'close',
      'zero rows': 'wrong',
    });
  });

  test('finds wrong what throws, rejects, or gives something else than one float32 for each', async () => {
    const failing: readonly ((x: Float32Array) => unknown)[] = [
      () => {
        throw new Error('no');
      },
      async () => {
        throw new Error('no');
      },
      (x) => Float64Array.from(x),
      (x) => new Float32Array(x.length + 1),
      () => undefined,
    ];
    for (const fails of failing) {
      const scores = await scored({
        normalize: (x, rows, length) =>
          x.some(Number.isNaN) ? (fails(x) as Float32Array) : exactly(x, rows, length),
      });
      const wrong = scores.filter(({ grade }) => grade !== 'exact');
      expect(wrong).toEqual([
        {
          family: 'rows with NaN',
          elements: expect.any(Number),
          exact: 0,
          worstUlp: 'Infinity',
          grade: 'wrong',
        },
      ]);
    }
  });

  test('grades 4 ULP close and 5 wrong', async () => {
    const off = (ulps: number): Normalize => {
      return (x, rows, length) => {
        const y = exactly(x, rows, length);
        const words = new Uint32Array(y.buffer);
        if (rows === 3 && length === 3) words[0]! += ulps;
        return y;
      };
    };
    expect((await gradesOf({ normalize: off(4) }))['up to 65537 rows']).toBe('close');
    expect((await gradesOf({ normalize: off(5) }))['up to 65537 rows']).toBe('wrong');
  });

  test('holds a contender to the rule that it follows', async () => {
    const torch: Normalize = (x, rows, length) =>
      normalize(x, { shape: [rows, length], like: 'torch' }) as Float32Array;
    expect((await gradesOf({ normalize: torch }))['tiny values']).toBe('wrong');
    expect(await gradesOf({ normalize: torch, like: 'torch' })).toEqual(all('exact'));
  });

  test('gives every contender the same values, whatever another did to its own, and waits for promises', async () => {
    await scored({ normalize: (x) => x.fill(7) });
    const later: Normalize = async (x, rows, length) => exactly(x, rows, length);
    expect(await gradesOf({ normalize: later })).toEqual(all('exact'));
  });

  test('is empty for what normalizes nothing', async () => {
    expect(await scored({})).toEqual([]);
  });

  test('is given up at a signal, with its reason', async () => {
    const controller = new AbortController();
    let calledAfter = 0;
    const scores = scoreOf(
      {
        normalize(x, rows, length) {
          if (controller.signal.aborted) calledAfter++;
          setTimeout(() => controller.abort(new Error('enough')));
          return exactly(x, rows, length);
        },
      },
      { share, calls, signal: controller.signal },
    );
    await expect(scores).rejects.toThrow('enough');
    expect(calledAfter).toBe(0);
    await expect(scoreCalls({ share, signal: controller.signal })).rejects.toThrow('enough');
  });
});
