import { parseArgs } from 'node:util';
import {
  type CaseResult,
  caseId,
  familiesOf,
  familyLine,
  inSentence,
  run,
  tableHead,
  totalsOf,
  weakClaims,
} from '@unitsphere/conformance';
import { cpu } from '@unitsphere/cpu';

const { values } = parseArgs({
  options: { share: { type: 'string', default: '3' }, seed: { type: 'string', default: '1' } },
});
const [share, seed] = [Number(values.share), Number(values.seed)];
if (!(share > 0) || !Number.isSafeInteger(seed)) {
  console.error(
    `--share must be a number above 0 and --seed an integer, got ${values.share} and ${values.seed}`,
  );
  process.exit(2);
}

const results: CaseResult[] = [];
for await (const result of run(cpu, { share, seed, module: '@unitsphere/cpu' })) {
  results.push(result);
  if (result.status !== 'failed') continue;
  console.error(`${caseId(result)}\n${result.reason}\n${result.reproduction ?? ''}`);
  process.exitCode = 1;
}
const families = familiesOf(results);
const names = families.map(({ family }) => family);
console.log([tableHead(names), ...families.map((family) => familyLine(family, names))].join(''));
for (const claim of weakClaims(results, cpu().capabilities)) console.log(inSentence(claim));
const { elements, mismatches, milliseconds } = totalsOf(results);
const [compared, wrong] = [elements, mismatches].map((n) => n.toLocaleString('en'));
console.log(
  `verify: ${compared} elements, ${wrong} mismatches, ${(milliseconds / 1000).toFixed(0)} s, seed ${seed}`,
);
