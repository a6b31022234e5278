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
import { candidates } from 'unitsphere';

const candidatesByName = new Map(candidates.map((candidate) => [candidate.name, candidate]));
const { values } = parseArgs({
  options: {
    share: { type: 'string', default: '2' },
    seed: { type: 'string', default: '1' },
    backend: { type: 'string', multiple: true, default: [...candidatesByName.keys()] },
  },
});
const [share, seed] = [Number(values.share), Number(values.seed)];
if (!(share > 0) || !Number.isSafeInteger(seed)) {
  console.error(
    `--share must be a number above 0 and --seed an integer, got ${values.share} and ${values.seed}`,
  );
  process.exit(2);
}
for (const name of values.backend) await verify(name);

/** The kit's long run on one backend, figures by family. */
async function verify(name: string): Promise<void> {
  const candidate = candidatesByName.get(name);
  if (candidate === undefined) {
    console.error(`--backend must be one of ${[...candidatesByName.keys()].join(', ')}, got ${name}`);
    process.exit(2);
  }
  const results: CaseResult[] = [];
  for await (const result of run(() => candidate.start(), { share, seed, module: `@unitsphere/${name}` })) {
    results.push(result);
    if (result.status !== 'failed') continue;
    console.error(`${caseId(result)}\n${result.reason}\n${result.reproduction ?? ''}`);
    process.exitCode = 1;
  }
  const families = familiesOf(results);
  const names = families.map(({ family }) => family);
  console.log([tableHead(names), ...families.map((family) => familyLine(family, names))].join(''));
  const backend = await candidate.start();
  for (const claim of weakClaims(results, backend.capabilities)) console.log(inSentence(claim));
  backend[Symbol.dispose]();
  const { elements, mismatches, milliseconds } = totalsOf(results);
  const [compared, wrong] = [elements, mismatches].map((n) => n.toLocaleString('en'));
  console.log(
    `verify ${name}: ${compared} elements, ${wrong} mismatches, ${(milliseconds / 1000).toFixed(0)} s, seed ${seed}\n`,
  );
}
