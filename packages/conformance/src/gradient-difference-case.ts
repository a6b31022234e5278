import { type RuleOptions, resolveRule } from '@unitsphere/core';
import { exactDenominator, exactNorm, normalizeExactly, roundFixed } from '@unitsphere/core/reference';
import type { Case, Context } from './case.ts';
import { Failure } from './failure.ts';
import { boundOf } from './judge.ts';
import { claimOf, lacking } from './need.ts';
import type { Random } from './seeded-random.ts';
import { literal, optionPairs, program } from './snippet.ts';
import { requireArray, type Subject, subjectOf, waitFor } from './subject.ts';

const need = { gradient: true };

/** dx·v against the difference quotient of Σ dy·y along v, which knows nothing of the gradient's formula. */
export const gradientDifferenceCase: Case = {
  family: 'gradient',
  name: 'the gradient agrees with difference quotients along random directions',
  skipped: (capabilities) => lacking(capabilities, need),
  async run(context) {
    const subject = subjectOf(await context.start());
    const rounds = Math.ceil(60 * context.share);
    for (let round = 0; round < rounds; round++) await compare(subject, context);
  },
};

/** Away from the thresholds, where the rules have no derivative. */
function settingsOf(norm: number): readonly RuleOptions[] {
  const square = norm * norm;
  return [
    {},
    { rule: 'add', epsilon: norm / 2 },
    { rule: 'max', epsilon: norm / 2 },
    { rule: 'max', epsilon: norm * 2 },
    { rule: 'keep-below', epsilon: norm / 2 },
    { rule: 'keep-below', epsilon: norm * 2 },
    { rule: 'add-squared', epsilon: square / 3 },
    { rule: 'max-squared', epsilon: square / 4 },
    { rule: 'max-squared', epsilon: square * 4 },
  ];
}

function draw(random: Random, length: number): Float32Array {
  return Float32Array.from({ length }, () => random.sign() * (0.1 + random.unit()));
}

async function compare(subject: Subject, { random, measure, module }: Context): Promise<void> {
  const length = random.integer(2, 12);
  const [x, upstream, direction] = [draw(random, length), draw(random, length), draw(random, length)];
  const norm = roundFixed(exactNorm(x, 2).floor);
  for (const setting of settingsOf(norm)) {
    const gradient = await waitFor(
      subject,
      subject.normalizer.gradient(x.slice(), upstream.slice(), setting),
    );
    requireArray(gradient, 'float32', length);
    measure.count(length);
    const wanted = differenceQuotient({ x, upstream, direction }, norm * 2 ** -20, setting);
    const got = dot(gradient, direction);
    const claimed = boundOf(claimOf(subject.backend.capabilities, { of: 'gradient' }));
    const bound = largestDistance(gradient, { x, upstream, direction }, { setting, claimed });
    if (Math.abs(got - wanted) <= bound) continue;
    measure.mismatch();
    const problem = `dx·v is ${got}, the difference quotient along v ${wanted}, and ${bound} is allowed`;
    throw new Failure(problem, {
      reproduction: program({ module, notes: [problem] }, [
        `const [x, dy, v] = [${[x, upstream, direction].map(literal).join(', ')}];`,
        `const dx = await normalizer.gradient(x, dy, { ${optionPairs(setting).join(', ')} });`,
        'console.log(dx.reduce((sum, d, i) => sum + d * v[i], 0));',
      ]),
    });
  }
}

interface Point {
  readonly x: Float32Array;
  readonly upstream: Float32Array;
  readonly direction: Float32Array;
}

/** (f(x + hv) − f(x − hv)) / 2h of f = Σ dy·y, y in float64. */
function differenceQuotient({ x, upstream, direction }: Point, h: number, setting: RuleOptions): number {
  const along = (step: number): number =>
    dot(
      normalizeExactly(
        Float64Array.from(x, (v, i) => v + step * direction[i]!),
        setting,
      ),
      upstream,
    );
  return (along(h) - along(-h)) / (2 * h);
}

/**
 * Each dx is within the claimed float32 ULP of max|dy|/D and half a ULP of itself. Of the quotient, the rounding of y (2^-53 / h
 * = 2^-33/N each) and the third derivative (h² = 2^-40 of it) stay below 2^-27 of Σ|v|·max|dy|/N.
 */
function largestDistance(
  gradient: ArrayLike<number>,
  { x, upstream, direction }: Point,
  { setting, claimed }: { readonly setting: RuleOptions; readonly claimed: number },
): number {
  const { p, denominator } = resolveRule(setting, 'float32');
  const norm = exactNorm(x, p);
  const [d, n] = [exactDenominator(norm, denominator), norm].map(({ floor }) => roundFixed(floor));
  const steepest = upstream.reduce((max, v) => Math.max(max, Math.abs(v)), 0);
  const unit = 2 ** -23 * (steepest / d!);
  const slack = 2 ** -27 * (steepest / Math.min(d!, n!));
  return direction.reduce(
    (sum, v, i) => sum + Math.abs(v) * (claimed * unit + slack + 2 ** -24 * Math.abs(gradient[i]!)),
    0,
  );
}

function dot(a: ArrayLike<number>, b: Float32Array): number {
  return b.reduce((sum, v, i) => sum + v * a[i]!, 0);
}
