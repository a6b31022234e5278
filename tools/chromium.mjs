// Finds the Chromium that browser tests run in, or installs it. Plain JavaScript without dependencies, since it runs
// before there are any.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { posix, win32 } from 'node:path';
import { fileURLToPath } from 'node:url';

const packages = ['chromium', 'libvulkan1'];
const install = ['install', '-y', '--no-install-recommends', ...packages];

const here = {
  platform: process.platform,
  variables: process.env,
  isRoot: process.getuid?.() === 0,
  isProgram(path) {
    try {
      accessSync(path, constants.X_OK);
      return statSync(path).isFile();
    } catch {
      return false;
    }
  },
  succeeds: (command, args) => spawnSync(command, args, { stdio: ['ignore', 2, 2] }).status === 0,
};

/** Where Chromium or Chrome is; undefined where there is none. Throws where CHROMIUM_PATH names no program. */
export function findChromium(machine = here) {
  const { CHROMIUM_PATH: named } = machine.variables;
  if (!named) return usualPaths(machine).find(machine.isProgram);
  if (machine.isProgram(named)) return named;
  throw new Error(`CHROMIUM_PATH is ${named}, which is no program that can be run`);
}

/** The same, but installs it where that can be done. Throws, in one line with the command to run, where it cannot. */
export function ensureChromium(machine = here) {
  const found = findChromium(machine);
  if (found) return found;
  const { platform, isRoot, succeeds } = machine;
  const hasApt = platform === 'linux' && onPath(machine, ['apt-get']).some(machine.isProgram);
  if (hasApt && isRoot) {
    if (!succeeds('apt-get', ['update'])) throw new Error('no Chromium is there, and apt-get update failed');
    if (!succeeds('apt-get', install))
      throw new Error(`no Chromium is there, and apt-get ${install.join(' ')} failed`);
    const installed = findChromium(machine);
    if (installed) return installed;
    throw new Error('apt-get installed Chromium, yet none is at the usual paths; name it in CHROMIUM_PATH');
  }
  const command = hasApt ? `sudo apt-get ${install.join(' ')}` : commands[platform];
  const advice = command ? `install it with: ${command}` : 'install it with the package manager';
  throw new Error(`no Chromium for the browser tests; ${advice} (or name one in CHROMIUM_PATH)`);
}

const commands = { darwin: 'brew install --cask chromium', win32: 'winget install Google.Chrome' };

function usualPaths(machine) {
  const { platform, variables } = machine;
  if (platform === 'darwin')
    return [
      ...['Chromium', 'Google Chrome', 'Microsoft Edge'].map(
        (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
      ),
      ...onPath(machine, ['chromium']),
    ];
  if (platform === 'win32')
    return [variables.PROGRAMFILES, variables['PROGRAMFILES(X86)'], variables.LOCALAPPDATA]
      .filter(Boolean)
      .flatMap((folder) =>
        [
          ['Chromium', 'Application', 'chrome.exe'],
          ['Google', 'Chrome', 'Application', 'chrome.exe'],
          ['Microsoft', 'Edge', 'Application', 'msedge.exe'],
        ].map((parts) => win32.join(folder, ...parts)),
      );
  return onPath(machine, ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']);
}

function onPath({ variables: { PATH = '' } }, names) {
  // What is started without a shell may lack /usr/bin.
  const folders = [...PATH.split(':').filter(Boolean), '/usr/bin', '/snap/bin'];
  return names.flatMap((name) => folders.map((folder) => posix.join(folder, name)));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    console.log(ensureChromium());
  } catch ({ message }) {
    console.error(`unitsphere: ${message}`);
    process.exitCode = 1;
  }
}
