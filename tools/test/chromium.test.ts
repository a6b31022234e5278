import { expect, test } from 'vitest';
import { ensureChromium, findChromium, type Machine } from '../chromium.mjs';

const aptGet = '/usr/bin/apt-get';

/** A machine that holds these programs; `commands` says what each command installs. */
function machine(
  programs: readonly string[],
  { commands, ...rest }: Partial<Machine> & { readonly commands?: Readonly<Record<string, string>> } = {},
): Machine & { readonly ran: readonly string[] } {
  const there = new Set(programs);
  const ran: string[] = [];
  return {
    ran,
    platform: 'linux',
    variables: { PATH: '/usr/local/bin:/usr/bin' },
    isRoot: false,
    isProgram: (path) => there.has(path),
    succeeds(command, args) {
      const line = [command, ...args].join(' ');
      ran.push(line);
      const installed = commands?.[line];
      if (installed) there.add(installed);
      return installed !== undefined;
    },
    ...rest,
  };
}

const update = 'apt-get update';
const install = 'apt-get install -y --no-install-recommends chromium libvulkan1';
const [root, both] = [{ isRoot: true }, { [update]: aptGet, [install]: '/usr/bin/chromium' }];

test('CHROMIUM_PATH is taken before anything else', () => {
  const variables = { PATH: '/usr/bin', CHROMIUM_PATH: '/opt/chrome' };
  expect(findChromium(machine(['/usr/bin/chromium', '/opt/chrome'], { variables }))).toBe('/opt/chrome');
});

test('a CHROMIUM_PATH that names no program is an error, though there is another Chromium', () => {
  const variables = { PATH: '/usr/bin', CHROMIUM_PATH: '/opt/chrome' };
  const asked = machine(['/usr/bin/chromium', aptGet], { variables, ...root });
  expect(() => ensureChromium(asked)).toThrow(
    /^CHROMIUM_PATH is \/opt\/chrome, which is no program that can be run$/,
  );
  expect(asked.ran).toEqual([]);
});

test.each([
  ['/usr/local/bin/chromium', {}],
  ['/usr/bin/chromium-browser', {}],
  ['/snap/bin/chromium', { variables: {} }],
  ['/usr/bin/google-chrome', {}],
  ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', { platform: 'darwin', variables: {} }],
  [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    { platform: 'win32', variables: { PROGRAMFILES: 'C:\\Program Files' } },
  ],
])('%s is found without installing anything', (path, rest) => {
  const asked = machine([path], rest);
  expect([ensureChromium(asked), asked.ran]).toEqual([path, []]);
});

test('root on Debian gets it from apt', () => {
  const asked = machine([aptGet], { ...root, commands: both });
  expect([ensureChromium(asked), asked.ran]).toEqual(['/usr/bin/chromium', [update, install]]);
});

test.each<[string, string[], Partial<Machine> & { commands?: Record<string, string> }, string]>([
  [
    'without root',
    [aptGet],
    {},
    `no Chromium for the browser tests; install it with: sudo ${install} (or name one in CHROMIUM_PATH)`,
  ],
  [
    'without apt',
    [],
    root,
    'no Chromium for the browser tests; install it with the package manager (or name one in CHROMIUM_PATH)',
  ],
  [
    'on macOS',
    [],
    { platform: 'darwin', variables: {} },
    'no Chromium for the browser tests; install it with: brew install --cask chromium (or name one in CHROMIUM_PATH)',
  ],
  [
    'where apt has no lists',
    [aptGet],
    { ...root, commands: {} },
    'no Chromium is there, and apt-get update failed',
  ],
  [
    'where apt has no Chromium',
    [aptGet],
    { ...root, commands: { [update]: aptGet } },
    `no Chromium is there, and ${install} failed`,
  ],
  [
    'where apt installs it elsewhere',
    [aptGet],
    { ...root, commands: { [update]: aptGet, [install]: '/opt/elsewhere' } },
    'apt-get installed Chromium, yet none is at the usual paths; name it in CHROMIUM_PATH',
  ],
])('%s it ends with one line that says what to do', (_, programs, rest, message) => {
  expect(() => ensureChromium(machine(programs, rest))).toThrow(new Error(message));
});
