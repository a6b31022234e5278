// Runs a job of this repository from a fresh clone: installs what package-lock.json names, builds, then does the job.
// Plain JavaScript without dependencies, since it runs before there are any.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const checks = ['typecheck', 'lint', 'boundaries', 'unused', 'unit'];

const jobs = {
  start: [nx('build'), ['node', 'tools/dist/start.js']],
  test: [nx(...checks)],
  verify: [nx('build'), ['node', 'tools/dist/verify/main.js']],
  bench: [nx('build'), ['node', 'benchmarks/dist/main.js']],
  fix: [
    npm('exec', '--', 'biome', 'check', '--write', '.'),
    nx('build'),
    ['node', 'tools/dist/update-readme.js'],
  ],
};

const [job, ...args] = process.argv.slice(2);
if (!Object.hasOwn(jobs, job)) stop(`unknown job ${job}; expected one of ${Object.keys(jobs).join(', ')}`);
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19))
  stop(`Node 20.19 or newer is needed, this is ${process.versions.node}`);
process.chdir(root);
if (!isInstalled()) run(npm('ci', '--no-audit', '--no-fund', '--loglevel=error'));
jobs[job].forEach((command, i, commands) => {
  run(i === commands.length - 1 ? [...command, ...args] : command);
});

/** Whether node_modules holds every package of package-lock.json in its version, but for other platforms' ones. */
function isInstalled() {
  if (!existsSync('node_modules/.package-lock.json')) return false;
  const wanted = JSON.parse(readFileSync('package-lock.json', 'utf8')).packages;
  const there = JSON.parse(readFileSync('node_modules/.package-lock.json', 'utf8')).packages;
  return Object.entries(wanted).every(
    ([path, { version, optional, link }]) =>
      !path.includes('node_modules') ||
      (link ? existsSync(path) : optional || there[path]?.version === version),
  );
}

function nx(...targets) {
  return npm('exec', '--', 'nx', 'run-many', '-t', ...targets, '--outputStyle=stream', '--parallel=2');
}

function npm(...args) {
  // npm names its own script; run it with this Node, which works on every platform and without a shell.
  const script = process.env.npm_execpath;
  return script ? ['node', script, ...args] : ['npm', ...args];
}

function run([command, ...args]) {
  const { status, error } = spawnSync(command === 'node' ? process.execPath : command, args, {
    stdio: 'inherit',
  });
  if (error) stop(`${command} does not start: ${error.message}`);
  if (status !== 0) process.exit(status ?? 1);
}

function stop(message) {
  console.error(`unitsphere: ${message}`);
  process.exit(1);
}
