// What the first result costs: in a fresh process, import, start and one call on [1, 768], in milliseconds. Of the package as
// it is built, a module a file, with the parts that core and cpu have in its import; and bundled to one module, as
// applications ship it.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'rolldown';

const home = fileURLToPath(new URL('..', import.meta.url));
const built = ['@unitsphere/core', '@unitsphere/cpu', '@unitsphere/cpu/kernels', '@unitsphere/wasm'];

/** A program that imports these modules one after the other, the backend's last, and prints the milliseconds of each step. */
function programOf(modules) {
  return `
const times = [performance.now()];
const took = () => times.push(performance.now());
let wasm;
for (const name of ${JSON.stringify(modules)}) {
  ({ wasm } = await import(name));
  took();
}
const backend = await wasm();
took();
const sizes = { outer: 1, length: 768, inner: 1, stride: 768 };
const denominator = { form: 'floor', of: 'norm', epsilon: 0 };
backend.normalize(new Float32Array(768).fill(1), { dtype: 'float32', ...sizes, p: 2, denominator });
took();
console.log(JSON.stringify(times));`;
}

/** Medians of 11 fresh processes, one after the other. */
function firstCall(modules) {
  const program = programOf(modules);
  const runs = Array.from({ length: 11 }, () => {
    const output = execFileSync(process.execPath, ['--input-type=module', '--eval', program], {
      cwd: home,
      encoding: 'utf8',
    });
    const times = JSON.parse(output);
    return [...times.slice(1).map((time, i) => time - times[i]), times.at(-1) - times[0]];
  });
  const steps = [
    ...modules.map((name) => `import ${name.split('/').slice(-2).join('/')}`),
    'start',
    'call',
    'all',
  ];
  return Object.fromEntries(steps.map((step, i) => [step, median(runs.map((run) => run[i])).toFixed(2)]));
}

function median(values) {
  return values.sort((a, b) => a - b)[values.length >> 1];
}

/** In this process, of the start alone, cold: undoing the text, checking which variant runs, compiling. */
async function partsOfStart() {
  const { codeHere, compile } = await import('../dist/code.js');
  const begin = performance.now();
  const { bytes } = codeHere();
  const decoded = performance.now();
  WebAssembly.validate(bytes);
  const validated = performance.now();
  await compile(bytes);
  const [both, validate, compiling] = [decoded - begin, validated - decoded, performance.now() - validated];
  return { decodeAndValidate: both.toFixed(2), validate: validate.toFixed(2), compile: compiling.toFixed(2) };
}

const folder = mkdtempSync(join(tmpdir(), 'first-call-'));
try {
  const file = join(folder, 'bundle.mjs');
  await build({ input: join(home, 'dist/index.js'), output: { file, minify: true } });
  console.log(`load ${loadavg()[0].toFixed(2)}; medians of 11 processes, ms`);
  console.log('as built:', firstCall(built));
  console.log('bundled:', firstCall([pathToFileURL(file).href]));
  console.log('of the start:', await partsOfStart());
} finally {
  rmSync(folder, { recursive: true });
}
