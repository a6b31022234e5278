import { gradient, normalizeWithNorms, norms } from '@unitsphere/cpu';
import { expect, test } from 'vitest';
import { report, sum, verdict } from '../verify/report.ts';
import { verify } from '../verify/verify.ts';

test('a tenth of the verification finds no mismatch', () => {
  const sections = verify({ gradient, normalizeWithNorms, norms }, { share: 0.1, seed: 1, longest: 5000 });
  const failed = sections.filter(({ rows }) => sum(rows).mismatches > 0);
  expect(report(failed)).toBe('');
  const [float32] = sections;
  expect(sum(float32!.rows).drawn).toBeGreaterThanOrEqual(200_000);
  expect(verdict(sections, 1)).toMatch(/^verify: [\d,]+ elements, 0 mismatches, /);
});
