// Runs a job of this repository from a fresh clone: installs what package-lock.json names, builds, then does the job.
// Plain JavaScript without dependencies, since it runs before there are any.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ensureChromium } from './chromium.mjs';
import { softwareVulkan } from './vulkan.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const checks = ['typecheck', 'lint', 'boundaries', 'unused', 'docs', 'unit', 'kit', 'consumers'];

const jobs = {
  start: [nx('build'), () => ['tools/dist/start.js']],
  test: [nx(...checks)],
  verify: [nx('build'), () => ['tools/dist/verify/main.js']],
  kit: [nx('build'), () => [bin('vitest'), 'run', '--config', 'vitest.kit.config.ts']],
  consumers: [nx('build'), () => [bin('vitest'), 'run', '--config', 'vitest.consumers.config.ts']],
  // What needs neither a browser nor a GPU.
  portable: [
    nx('build'),
    () => [
      bin('vitest'),
      'run',
      ...['core', 'cpu', 'wasm'].map((name) => `packages/${name}/test/`),
      '--exclude=**/browser/**',
    ],
  ],
  browsers: [nx('build'), () => ['tools/dist/browsers/main.js']],
  docs: [nx('codegen'), () => ['tools/api-reference.mjs']],
  'large-file': [nx('build'), () => ['packages/unitsphere/test/large-file.mjs']],
  bench: [nx('codegen'), () => ['benchmarks/bench.mjs']],
  'bench:page': [
    nx('codegen'),
    () => [bin('vite'), 'build', 'benchmarks/page'],
    () => [bin('vite'), 'preview', 'benchmarks/page'],
  ],
  'bench:python': [() => ['benchmarks/python/make.mjs']],
  fix: [
    () => [bin('@biomejs/biome'), 'check', '--write', '.'],
    nx('build'),
    () => ['tools/dist/update-readme.js'],
    () => ['benchmarks/tables.mjs'],
  ],
};

/** Jobs that run pages in a real browser. */
const browserJobs = ['test', 'kit', 'consumers', 'verify', 'bench'];
/** Jobs that measure what people would use instead, which has dependencies of its own. */
const peerJobs = ['test', 'bench'];

const [job, ...args] = process.argv.slice(2);
if (!Object.hasOwn(jobs, job)) stop(`unknown job ${job}; expected one of ${Object.keys(jobs).join(', ')}`);
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19))
  stop(`Node 20.19 or newer is needed, this is ${process.versions.node}`);
process.chdir(root);
if (!isInstalled()) install();
if (peerJobs.includes(job) && !isInstalled('benchmarks/peers')) install('benchmarks/peers');
if (browserJobs.includes(job)) needChromium();
jobs[job].forEach((command, i, commands) => {
  run(i === commands.length - 1 ? [...command(), ...args] : command());
});

function install(folder = '.') {
  // npm names its own script to what it runs; without it there is npm on the path.
  const npm = process.env.npm_execpath;
  const args = ['ci', '--prefix', folder, '--no-audit', '--no-fund', '--loglevel=error'];
  if (npm) run([npm, ...args]);
  else if (spawnSync('npm', args, { stdio: 'inherit', shell: true }).status !== 0) stop('npm ci failed');
}

function needChromium() {
  try {
    ensureChromium();
  } catch (error) {
    stop(error.message);
  }
}

/** Whether node_modules holds every package of package-lock.json in its version, but for other platforms' ones. */
function isInstalled(folder = '.') {
  const isThere = (path) => existsSync(`${folder}/${path}`);
  if (!isThere('node_modules/.package-lock.json')) return false;
  const [wanted, there] = ['package-lock.json', 'node_modules/.package-lock.json'].map(
    (file) => JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')).packages,
  );
  return Object.entries(wanted).every(
    ([path, { version, optional, link }]) =>
      !path.includes('node_modules') ||
      (optional && !isThere(path)) ||
      (isThere(path) && (link || there[path]?.version === version)),
  );
}

function nx(...targets) {
  return () => [bin('nx'), 'run-many', '-t', ...targets, '--outputStyle=static', '--parallel=2'];
}

/** The script behind a command of a package, which runs on every platform and without a shell. */
function bin(name) {
  const { bin } = JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8'));
  return `node_modules/${name}/${bin[name.split('/').at(-1)]}`;
}

function run([script, ...args]) {
  const env = { ...process.env, ...softwareVulkan() };
  const { status, error } = spawnSync(process.execPath, [script, ...args], { stdio: 'inherit', env });
  if (error) stop(`${script} does not start: ${error.message}`);
  if (status !== 0) process.exit(status ?? 1);
}

function stop(message) {
  console.error(`unitsphere: ${message}`);
  process.exit(1);
}
