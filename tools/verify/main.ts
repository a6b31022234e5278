import { parseArgs } from 'node:util';
import {
  type CaseResult,
  caseId,
  familiesOf,
  familyLine,
  inSentence,
  tableHead,
  totalsOf,
  weakClaims,
} from '@unitsphere/conformance';
import { candidates } from 'unitsphere';
import { verified } from './verified.ts';
import { verifiedInBrowser } from './verified-in-browser.ts';

const names = candidates.map(({ name }) => name);
const { values } = parseArgs({
  options: {
    share: { type: 'string' },
    seed: { type: 'string', default: '1' },
    backend: { type: 'string', multiple: true, default: names },
    browser: { type: 'boolean', default: false },
  },
});
const seed = Number(values.seed);
if (!(Number(values.share ?? 1) > 0) || !Number.isSafeInteger(seed)) {
  console.error(
    `--share must be a number above 0 and --seed an integer, got ${values.share} and ${values.seed}`,
  );
  process.exit(2);
}
/** More than ten million elements; what plays a GPU takes longer. WebGL is there in browsers alone. */
const usualShares: Readonly<Record<string, number>> = { webgpu: 0.15, webgl: 0.15 };
const usualShare = 2;

for (const name of values.backend) await verify(name);

/** The kit's long run on one backend, figures by family. */
async function verify(name: string): Promise<void> {
  if (!names.includes(name)) {
    console.error(`--backend must be one of ${names.join(', ')}, got ${name}`);
    process.exit(2);
  }
  const share = Number(values.share ?? usualShares[name] ?? usualShare);
  const options = { share, seed, module: `@unitsphere/${name}` };
  const inBrowser = values.browser || name === 'webgl';
  const { results, capabilities } = inBrowser
    ? await verifiedInBrowser(name, options)
    : await verified(name, options, tell);
  if (inBrowser) results.forEach(tell);
  const families = familiesOf(results);
  const titles = families.map(({ family }) => family);
  console.log([tableHead(titles), ...families.map((family) => familyLine(family, titles))].join(''));
  for (const claim of weakClaims(results, capabilities)) console.log(inSentence(claim));
  const { elements, mismatches, milliseconds } = totalsOf(results);
  const [compared, wrong] = [elements, mismatches].map((n) => n.toLocaleString('en'));
  const where = inBrowser ? 'Chromium' : 'Node';
  console.log(
    `verify ${name} in ${where}: ${compared} elements, ${wrong} mismatches, ${(milliseconds / 1000).toFixed(0)} s, seed ${seed}\n`,
  );
}

function tell(result: CaseResult): void {
  if (result.status !== 'failed') return;
  console.error(`${caseId(result)}\n${result.reason}\n${result.reproduction ?? ''}`);
  process.exitCode = 1;
}
