// What the first result costs, in milliseconds: in fresh processes, import, start and one call on [1, 768], and a whole
// process that does this against one that imports an empty module. Node takes 4 to 7 ms for the first module that a
// program imports, whatever is in it, so the steps are shown after that one.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const home = fileURLToPath(new URL('..', import.meta.url));
const runs = 21;

const call = `
import { createNormalizer } from '@unitsphere/core';
import { wasm } from '@unitsphere/wasm';
const backend = await wasm();
createNormalizer(backend).normalize(new Float32Array(768).fill(1));`;

const steps = `
await import('./empty.mjs');
const times = [performance.now()];
const { createNormalizer } = await import('@unitsphere/core');
const { wasm } = await import('@unitsphere/wasm');
times.push(performance.now());
const backend = await wasm();
times.push(performance.now());
createNormalizer(backend).normalize(new Float32Array(768).fill(1));
times.push(performance.now());
console.log(JSON.stringify(times));`;

// Within the package, so that its name resolves.
const folder = mkdtempSync(join(home, 'dist', 'first-call-'));
try {
  const programs = { empty: 'export const nothing = 0;', call, steps };
  for (const [name, text] of Object.entries(programs)) writeFileSync(join(folder, `${name}.mjs`), text);
  const whole = { empty: [], call: [] };
  const each = [];
  for (let i = 0; i < runs; i++) {
    for (const name of ['empty', 'call']) {
      const begin = performance.now();
      run(name);
      whole[name].push(performance.now() - begin);
    }
    const times = JSON.parse(run('steps'));
    each.push(times.slice(1).map((time, k) => time - times[k]));
  }
  console.log(`load ${loadavg()[0].toFixed(2)}; medians of ${runs} processes, ms`);
  const [loading, starting, calling] = [0, 1, 2].map((k) => median(each.map((times) => times[k])));
  console.log('after the first module:', rounded({ import: loading, start: starting, call: calling }));
  const all = median(each.map((times) => times.reduce((sum, time) => sum + time)));
  const [empty, more] = [median(whole.empty), median(whole.call)];
  console.log(rounded({ all, 'a process': more, 'an empty process': empty, difference: more - empty }));
} finally {
  rmSync(folder, { recursive: true });
}

function run(name) {
  return execFileSync(process.execPath, [join(folder, `${name}.mjs`)], { encoding: 'utf8' });
}

function rounded(figures) {
  return Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, Number(value.toFixed(2))]));
}

function median(values) {
  return [...values].sort((a, b) => a - b)[values.length >> 1];
}
