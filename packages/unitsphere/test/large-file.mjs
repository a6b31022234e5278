/**
 * Normalizes a large .npy file (bytes as the first argument, 2 GiB unless told) with the built command: measures the
 * peak of resident memory, checks a sample of the result, then kills the command at random moments (how many as the
 * second argument, 20 unless told). Run as `node packages/unitsphere/test/large-file.mjs`; needs twice the size on disk.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { killLoop, strays } from './kill-loop.mjs';

const command = fileURLToPath(new URL('../bin/unitsphere.js', import.meta.url));
const bytes = Number(process.argv[2] ?? 2 ** 31);
const kills = Number(process.argv[3] ?? 20);
const columns = 768;
const rows = Math.ceil(bytes / 4 / columns);
const headerBytes = 128;
const memoryCeiling = 300 * 2 ** 20;

const folder = mkdtempSync(join(tmpdir(), 'unitsphere-large-'));
const [input, output] = [join(folder, 'large.npy'), join(folder, 'unit.npy')];
let failures = 0;

function check(passed, text) {
  if (!passed) failures++;
  console.log(`${passed ? 'ok    ' : 'FAILED'}  ${text}`);
}

/** Rows that repeat every 4096 after a start that differs, so that a row in the wrong place shows. */
function fillRows(values, firstRow) {
  let state = 12345;
  for (let i = 0; i < values.length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    values[i] = state / 2 ** 31;
  }
  for (let i = 0; i < values.length; i += columns) values[i] = 1 + firstRow + i / columns;
}

async function writeInput() {
  const header = Buffer.alloc(headerBytes, ' ');
  header.write('\x93NUMPY\x01\x00v\x00', 'latin1');
  header.write(`{'descr': '<f4', 'fortran_order': False, 'shape': (${rows}, ${columns}), }`, 10);
  header.write('\n', headerBytes - 1);
  const file = await open(input, 'w');
  await file.write(header);
  const block = new Float32Array(4096 * columns);
  for (let row = 0; row < rows; row += 4096) {
    fillRows(block, row);
    await file.write(new Uint8Array(block.buffer, 0, Math.min(4096, rows - row) * columns * 4));
  }
  await file.sync();
  await file.close();
}

/** Runs the command once and returns its exit code, seconds and peak resident memory in bytes. */
async function runOnce(args) {
  const started = performance.now();
  const child = spawn(process.execPath, [command, 'normalize', ...args], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  let peak = 0;
  // VmHWM is itself a maximum; the last look before the end misses only what the last 10 ms add.
  const timer = setInterval(() => {
    const status = existsSync(`/proc/${child.pid}/status`) ? readStatus(child.pid) : '';
    peak = Math.max(peak, Number(/VmHWM:\s*(\d+) kB/.exec(status)?.[1] ?? 0) * 1024);
  }, 10);
  const code = await new Promise((resolve) => child.on('close', resolve));
  clearInterval(timer);
  return { code, seconds: (performance.now() - started) / 1000, peak };
}

function readStatus(pid) {
  try {
    return readFileSync(`/proc/${pid}/status`, 'utf8');
  } catch {
    return '';
  }
}

/** The largest difference between rows of the output and the same rows computed plainly in float64. */
async function worstOfSample() {
  const [before, after] = [await open(input), await open(output)];
  let worst = 0;
  for (let i = 0; i < 200; i++) {
    const row = i < 2 ? i * (rows - 1) : Math.floor(Math.random() * rows);
    const [x, y] = [new Float32Array(columns), new Float32Array(columns)];
    const position = headerBytes + row * columns * 4;
    await before.read(new Uint8Array(x.buffer), 0, x.byteLength, position);
    await after.read(new Uint8Array(y.buffer), 0, y.byteLength, position);
    const norm = Math.sqrt(x.reduce((sum, value) => sum + value * value, 0));
    for (let k = 0; k < columns; k++) worst = Math.max(worst, Math.abs(y[k] / (x[k] / norm) - 1));
  }
  await before.close();
  await after.close();
  return worst;
}

async function hashOf(path) {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path, { highWaterMark: 1 << 22 }), hash);
  return hash.digest('hex');
}

try {
  await writeInput();
  const size = statSync(input).size;
  console.log(`        ${rows} × ${columns} float32, ${size} bytes`);

  const { code, seconds, peak } = await runOnce([input, '-o', output]);
  check(code === 0, `normalized in ${seconds.toFixed(1)} s, exit code ${code}`);
  const [peakMib, ceilingMib] = [peak, memoryCeiling].map((n) => (n / 2 ** 20).toFixed(0));
  check(peak > 0 && peak <= memoryCeiling, `peak resident memory ${peakMib} MiB, at most ${ceilingMib}`);
  check(statSync(output).size === size, `output is ${statSync(output).size} bytes like the input`);
  const worst = await worstOfSample();
  check(
    worst <= 2 ** -24,
    `200 sampled rows differ by at most ${worst.toExponential(2)}, relative; at most 2^-24`,
  );

  const wholeHash = await hashOf(output);
  const isWhole = async (path) => statSync(path).size === size && (await hashOf(path)) === wholeHash;
  const outcome = await killLoop({ command, input, output, count: kills, duration: seconds * 1000, isWhole });
  check(outcome.killed >= kills / 2, `SIGKILL came before the end in ${outcome.killed} of ${kills} runs`);
  const { untouched, whole, broken } = outcome;
  check(broken === 0, `target as before ${untouched} times, whole ${whole} times, broken ${broken} times`);
  check(
    outcome.strays <= 1,
    `at most ${outcome.strays} temporary file at a time, cleaned by the run after it`,
  );

  const last = await runOnce([input, '-o', output, '--force']);
  check(last.code === 0 && (await hashOf(output)) === wholeHash, 'the next run gives the same bytes');
  check(strays(output).length === 0, `${strays(output).length} temporary files left`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = failures === 0 ? 0 : 1;
