// What is too slow or too large for the tests: run by hand, `node packages/wasm/test/large-array.mjs`, after a build. It
// needs 10 GB of memory and about a minute. Exits with 1 where a row is wrong or memory stays behind.
import assert from 'node:assert/strict';
import { cpu } from '@unitsphere/cpu';
import { wasm } from '@unitsphere/wasm';

const denominator = { form: 'floor', of: 'norm', epsilon: 0 };

function problemOf(outer, length) {
  return { dtype: 'float32', outer, length, inner: 1, stride: length, p: 2, denominator };
}

/** Another period than any power of two, so that rows differ. */
function fill(values) {
  for (let i = 0; i < values.length; i++) values[i] = (i % 1000003) - 500000;
}

/** One row as it was filled, normalized by cpu. */
function expectedRow(row, length) {
  const values = new Float32Array(length);
  for (let k = 0; k < length; k++) values[k] = ((row * length + k) % 1000003) - 500000;
  return cpu().normalize(values, problemOf(1, length));
}

function checkRows(values, length, rows) {
  for (const row of rows) {
    const got = values.subarray(row * length, (row + 1) * length);
    assert.deepEqual(
      new Uint32Array(got.slice().buffer),
      new Uint32Array(expectedRow(row, length).buffer),
      `row ${row}`,
    );
  }
}

function spread(outer, count) {
  const rows = Array.from({ length: count }, (_, i) => Math.floor((i * (outer - 1)) / (count - 1)));
  return [...rows, outer - 2];
}

function timed(what, work) {
  const begin = performance.now();
  const result = work();
  console.log(`${what}: ${((performance.now() - begin) / 1000).toFixed(1)} s`);
  return result;
}

// Node counts memory of WebAssembly nowhere.
const memories = [];
const { Memory } = WebAssembly;
WebAssembly.Memory = class extends Memory {
  constructor(descriptor) {
    super(descriptor);
    memories.push(this);
  }
};

const backend = await wasm();

{
  const [outer, length] = [2 ** 18, 1024];
  const values = new Float32Array(outer * length);
  fill(values);
  timed('1 GiB in place', () => backend.normalize(values, problemOf(outer, length), values));
  checkRows(values, length, spread(outer, 1000));
  const bytes = memories.reduce((sum, { buffer }) => sum + buffer.byteLength, 0);
  console.log(`WebAssembly memory after it: ${bytes / 2 ** 20} MiB`);
  assert.ok(bytes > 0 && bytes <= 4 * 2 ** 20);
}

// More than 2^32 bytes, more than 2^30 elements.
for (const length of [1000, 550_000_001]) {
  const outer = Math.floor(1_100_000_002 / length);
  const values = new Float32Array(outer * length);
  timed(`${outer} × ${length} are filled`, () => fill(values));
  const gigabytes = (values.byteLength / 1e9).toFixed(2);
  if (length === 1000) {
    timed(`${gigabytes} GB in place`, () => backend.normalize(values, problemOf(outer, length), values));
    checkRows(values, length, spread(outer, 5000));
    continue;
  }
  const first = values.slice(-length);
  timed(`${gigabytes} GB in place, two rows`, () =>
    backend.normalize(values, problemOf(outer, length), values),
  );
  const expected = timed('the second row by cpu', () => cpu().normalize(first, problemOf(1, length)));
  for (let at = 0; at < length; at += 2 ** 24) {
    const [got, sure] = [values.subarray(length), expected].map((array) =>
      Buffer.from(array.slice(at, at + 2 ** 24).buffer),
    );
    assert.ok(got.equals(sure), `the second row from element ${at}`);
  }
}

// Addresses above 2^31.
{
  const roomy = await wasm({ arena: 3.5 * 2 ** 30 });
  const [outer, length] = [20_000, 768];
  timed('2.25 GiB of the arena are taken', () => roomy.allocate(2.25 * 2 ** 28));
  const [x, y] = [roomy.allocate(outer * length), roomy.allocate(outer * length)];
  fill(x);
  roomy.normalize(x, problemOf(outer, length), y);
  assert.ok(x.byteOffset > 2 ** 31);
  checkRows(y, length, spread(outer, 1000));
}
console.log('all right');
