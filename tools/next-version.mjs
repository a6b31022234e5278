// Gives all packages the version that the changesets in .changeset ask for, and writes their changelogs:
// `npm run next-version`, or `node tools/next-version.mjs <root>`.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';

const root = resolve(process.argv[2] ?? '.');
const files = readdirSync(`${root}/packages`).map((folder) => `${root}/packages/${folder}/package.json`);
const names = files.map((file) => read(file).name);

// To changesets a minor version out of a peer's range breaks whoever has that peer, and every one is out of an exact range.
peersBecome((version) => `>=${version}`);
const changeset = createRequire(import.meta.url).resolve('@changesets/cli/bin.js');
const { status } = spawnSync(process.execPath, [changeset, 'version'], { cwd: root, stdio: 'inherit' });
peersBecome((version) => version);
process.exitCode = status ?? 1;

/** Writes what each package asks of those of ours that are its peers. */
function peersBecome(rangeOf) {
  for (const file of files) {
    const manifest = read(file);
    const own = Object.keys(manifest.peerDependencies ?? {}).filter((name) => names.includes(name));
    for (const name of own) manifest.peerDependencies[name] = rangeOf(manifest.version);
    if (own.length > 0) writeFileSync(file, `${JSON.stringify(manifest, undefined, 2)}\n`);
  }
}

function read(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}
