import { parseArgs } from 'node:util';
import { gradient, normalizeWithNorms, norms } from '@unitsphere/cpu';
import { report, sum, verdict } from './report.ts';
import { verify } from './verify.ts';

const { values } = parseArgs({
  options: { share: { type: 'string', default: '1' }, seed: { type: 'string', default: '1' } },
});
const [share, seed] = [Number(values.share), Number(values.seed)];
if (!(share > 0) || !Number.isSafeInteger(seed)) {
  console.error(
    `--share must be a number above 0 and --seed an integer, got ${values.share} and ${values.seed}`,
  );
  process.exit(2);
}
const sections = verify({ gradient, normalizeWithNorms, norms }, { share, seed, longest: 5000 });
console.log(report(sections));
console.log(verdict(sections, seed));
if (sum(sections.flatMap(({ rows }) => rows)).mismatches > 0) process.exitCode = 1;
