// Makes benchmarks/python/.venv with the Python libraries that are measured as peers, or brings it up to date.
// Plain JavaScript without dependencies: it needs nothing but Node and a python3.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('.', import.meta.url));
const environment = `${folder}.venv`;
const windows = process.platform === 'win32';
const python = process.env.PYTHON ?? (windows ? 'python' : 'python3');
const inside = windows ? `${environment}/Scripts/python.exe` : `${environment}/bin/python`;

// A venv that was interrupted has no pip, and is made again.
if (spawnSync(inside, ['-m', 'pip', '--version']).status !== 0) {
  const version = spawnSync(python, ['-c', 'import sys; print("%d.%d" % sys.version_info[:2])'], {
    encoding: 'utf8',
  });
  if (version.error) stop(`there is no ${python} here: install Python 3.11 or 3.12, or name one in PYTHON`);
  if (version.status !== 0) stop(`${python} does not run: ${version.stderr.trim().split('\n').at(-1)}`);
  if (!['3.11', '3.12'].includes(version.stdout.trim()))
    stop(
      `${python} is ${version.stdout.trim()}, but the pinned libraries need 3.11 or 3.12: name one in PYTHON`,
    );
  const made = spawnSync(python, ['-m', 'venv', '--clear', environment], { encoding: 'utf8' });
  if (made.status !== 0) {
    const reason = `${made.stdout}${made.stderr}`.trim().split('\n').at(-1);
    stop(`${python} -m venv failed (Debian and Ubuntu have it in the package python3-venv): ${reason}`);
  }
}
console.log(
  'pip installs numpy, scikit-learn and torch; on x86-64 Linux that can be 5 GB, for torch comes with CUDA',
);
const installed = spawnSync(inside, ['-m', 'pip', 'install', '-r', `${folder}requirements.txt`], {
  stdio: 'inherit',
  env: { ...process.env, PIP_DISABLE_PIP_VERSION_CHECK: '1' },
});
if (installed.status !== 0) stop('pip could not install what benchmarks/python/requirements.txt names');
console.log('benchmarks/python/.venv is ready: npm run bench measures what it holds');

function stop(message) {
  console.error(`unitsphere: ${message}`);
  process.exit(1);
}
