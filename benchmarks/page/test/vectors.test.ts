import { readFileSync } from 'node:fs';
import { type NormalizeOptions, presets, rules } from '@unitsphere/core';
import { normalize, normalizeWithNorms } from '@unitsphere/cpu';
import { parse } from 'npyjs';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { formatNpyHeader } from '../../../packages/unitsphere/src/npy-header.ts';
import { axeViolations, overflow } from './axe-violations.ts';
import { screenshot, startPage, type TestPage, type Visit, type Visited } from './page.ts';

let served: TestPage;
beforeAll(async () => {
  served = await startPage();
});
afterAll(() => served?.close());

let visits: Visited[] = [];
afterEach(async () => {
  const ended = visits;
  visits = [];
  for (const { close } of ended) await close();
  for (const { complaints, elsewhere } of ended) expect([complaints, elsewhere]).toEqual([[], []]);
});

async function visit(how: Visit = {}): Promise<Page> {
  const visited = await served.open({ tab: 'vectors', ...how });
  visits.push(visited);
  return visited.page;
}

const values = Float32Array.from({ length: 60 * 100 }, (_, i) =>
  Math.fround(Math.sin(i * i) * 3 ** ((i % 60) - 30)),
);
values.fill(0, 200, 300);
const shape = [60, 100];

function npyOf(floats: Float32Array | Float64Array, sizes: readonly number[], fortranOrder = false): Buffer {
  const dtype = floats instanceof Float32Array ? 'float32' : 'float64';
  const header = formatNpyHeader({ dtype, byteOrder: '<', fortranOrder, shape: sizes });
  return Buffer.concat([header, new Uint8Array(floats.buffer)]);
}

/** A file let fall on what `target` finds, as the browser tells a page of it. */
async function drop(
  page: Page,
  files: readonly { name: string; content: Buffer | string }[],
  target = '#vectors .drop',
) {
  const plain = files.map(({ name, content }) => ({ name, text: Buffer.from(content).toString('base64') }));
  const dataTransfer = await page.evaluateHandle((given) => {
    const transfer = new DataTransfer();
    for (const { name, text } of given)
      transfer.items.add(new File([Uint8Array.from(atob(text), (byte) => byte.charCodeAt(0))], name));
    return transfer;
  }, plain);
  for (const type of ['dragenter', 'dragover', 'drop'])
    await page.dispatchEvent(target, type, { dataTransfer });
}

const choose = (page: Page, name: string, content: Buffer | string) =>
  page.getByLabel('Drop a file here').setInputFiles({ name, mimeType: '', buffer: Buffer.from(content) });

const done = (page: Page, name: string) => page.getByText(`${name} is normalized.`).waitFor();
const alert = (page: Page) => page.locator('#vectors [role=alert]');

async function again(page: Page, name: string): Promise<void> {
  await page
    .locator('#vectors')
    .getByRole('button', { name: /^Normalize/ })
    .click();
  // It is not open while the work runs.
  await page.locator('#vectors button.primary:enabled', { hasText: /^Normalize/ }).waitFor();
  await done(page, name);
}

async function saved(page: Page): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: /^Download/ }).click(),
  ]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

const hex = (array: ArrayBufferView): string =>
  Buffer.from(array.buffer, array.byteOffset, array.byteLength).toString('hex');

const floatsOf = (npy: Buffer) => parse(new Uint8Array(npy).buffer).data;

async function cells(page: Page, caption: string): Promise<string[][]> {
  const rows = page
    .locator('#vectors table', { has: page.locator('caption', { hasText: new RegExp(`^${caption}`) }) })
    .locator('tbody tr');
  return rows.evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.textContent ?? '')));
}

test('a .npy that is dropped comes back with the bits of cpu, its norms and its first rows', async () => {
  const page = await visit();
  await drop(page, [{ name: 'a.npy', content: npyOf(values, shape) }]);
  await done(page, 'a.npy');
  const { name, bytes } = await saved(page);
  const expected = normalizeWithNorms(values, { shape });
  expect([name, hex(bytes)]).toEqual(['a-normalized.npy', hex(npyOf(expected.values, shape))]);
  expect(await cells(page, 'Slices')).toEqual([['slices', '60', '1', '0', '0']]);
  const [before, after] = await cells(page, 'Norms, least');
  const sorted = [...expected.norms].sort((a, b) => a - b);
  expect(before).toEqual([
    'before',
    ...[sorted[0], (sorted[29]! + sorted[30]!) / 2, sorted[59]].map(String),
    '0',
  ]);
  expect(after!.slice(0, 2)).toEqual(['after', '0']);
  for (const title of ['Norms before', 'Norms after']) {
    const bars = await cells(page, `${title}: slices by norm`);
    expect(bars.reduce((sum, [, count]) => sum + Number(count), 0)).toBe(60);
  }
  expect((await cells(page, 'After:'))[0]![1]).toBe(`${Number(expected.values[0]!.toPrecision(9))}`);
});

test('.json and .csv come back as they were but for the numbers, chosen or dropped beside the place for it', async () => {
  const page = await visit();
  await choose(page, 'a.json', '{"data":[[3,4],[0,5]],"note":"é"}');
  await done(page, 'a.json');
  expect((await saved(page)).bytes.toString()).toBe('{"data":[[0.6,0.8],\n[0,1]],"note":"é"}\n');
  await drop(page, [{ name: 'b.csv', content: 'word;x;y\r\n"é; ""q""";3;4\r\n' }], '#vectors h2');
  await done(page, 'b.csv');
  const { name, bytes } = await saved(page);
  expect([name, bytes.toString()]).toEqual(['b-normalized.csv', 'word;x;y\r\n"é; ""q""";0.6;0.8\r\n']);
});

test('each backend gives the bytes of cpu, along either axis, and each rule and preset is offered', async () => {
  const page = await visit({ gpu: true });
  await choose(page, 'a.npy', npyOf(values, shape));
  await done(page, 'a.npy');
  const check = async (options: Omit<NormalizeOptions, 'shape'>): Promise<void> => {
    await again(page, 'a.npy');
    const { bytes } = await saved(page);
    expect(hex(bytes.subarray(-values.byteLength))).toBe(hex(normalize(values, { shape, ...options })));
  };
  for (const backend of ['cpu', 'webgpu', 'webgl', 'wasm']) {
    await page.getByRole('radio', { name: backend }).check();
    for (const axis of [-1, 0]) {
      await page.getByLabel('Axis').fill(`${axis}`);
      await check({ axis });
      await page.getByText(`normalized with ${backend}.`).waitFor();
    }
  }
  const offered = await page.getByLabel('Rule or preset').locator('option').allTextContents();
  expect(offered).toEqual([...rules, ...Object.keys(presets)]);
  await page.getByLabel('Rule or preset').selectOption('sklearn');
  await check({ axis: 0, like: 'sklearn' });
  await page.getByLabel('Rule or preset').selectOption('add');
  await page.getByLabel('Epsilon').fill('0.5');
  await page.getByLabel('Order p').fill('inf');
  await check({ axis: 0, rule: 'add', epsilon: 0.5, p: Infinity });
});

test('float64 and Fortran order go through cpu and wasm, and the GPUs say that they lack float64', async () => {
  const page = await visit({ gpu: true });
  const doubles = Float64Array.from(values);
  for (const backend of ['wasm', 'cpu']) {
    await page.getByRole('radio', { name: backend }).check();
    await choose(page, 'd.npy', npyOf(doubles, [100, 60], true));
    await page.getByText(`normalized with ${backend}.`).waitFor();
    const read = parse(new Uint8Array((await saved(page)).bytes).buffer);
    expect([read.shape, read.fortranOrder]).toEqual([[100, 60], true]);
    // Its last axis is the first of the same values in C order.
    expect(hex(read.data)).toBe(hex(normalize(doubles, { shape, axis: 0 })));
  }
  for (const backend of ['webgpu', 'webgl']) {
    await page.getByText('float32, p = 1, 2 and ∞').nth(1).waitFor();
    await page.getByRole('radio', { name: backend }).check();
    await page.getByRole('button', { name: 'Normalize d.npy' }).click();
    await alert(page).getByText(`backend ${backend} does not support dtype float64 (unsupported)`).waitFor();
  }
  expect(await page.getByRole('heading', { name: 'Result: d.npy' }).count()).toBe(1);
});

test('a bad file or setting is told in words, and what was shown stays', async () => {
  const page = await visit();
  await choose(page, 'good.json', '[[3,4]]');
  await done(page, 'good.json');
  const bad: [name: string, content: Buffer | string, words: string][] = [
    ['a.csv', '1,2\n3\n', 'row 2 has 1 cells, expected 2 as in the rows before (ragged-rows)'],
    ['a.csv', '1,2\n3,x\n', 'row 2, column 2 holds "x", expected a number (not-a-number)'],
    ['a.json', '[1', '(not-json)'],
    ['a.json', '', 'a.json is empty (file-empty)'],
    ['a.npy', npyOf(values, shape).subarray(0, 1000), 'a.npy is truncated'],
    ['a.txt', '1', 'expected .npy, .json or .csv (unknown-kind)'],
  ];
  for (const [name, content, words] of bad) {
    await choose(page, name, content);
    await alert(page).getByText(words).waitFor();
    await alert(page).getByText('The result below stays.').waitFor();
  }
  await drop(page, [
    { name: 'a.csv', content: '1' },
    { name: 'b.csv', content: '2' },
  ]);
  await alert(page).getByText('2 files were dropped').waitFor();
  await page.evaluate(() => {
    const part = new Blob([new Uint8Array(2 ** 20)]);
    const transfer = new DataTransfer();
    transfer.items.add(
      new File(
        Array.from({ length: 513 }, () => part),
        'big.npy',
      ),
    );
    const event = new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true });
    document.querySelector('#vectors .drop')!.dispatchEvent(event);
  });
  await alert(page)
    .getByText('big.npy has 513 MiB; at most 512 MiB of its kind are read here (too-large)')
    .waitFor();
  expect(await (await saved(page)).bytes.toString()).toBe('[[0.6,0.8]]\n');
  await choose(page, 'good.json', '[[3,4]]');
  await done(page, 'good.json');
  const settings: [label: string, text: string, words: string][] = [
    ['Axis', '2', 'axis 2 is out of range for rank 2: expected -2 to 1 (axis-out-of-range)'],
    ['Axis', 'x', 'axis is “x”; expected an integer'],
    ['Order p', '0.5', 'p must be a number ≥ 1 or Infinity, got 0.5 (invalid-p)'],
  ];
  for (const [label, text, words] of settings) {
    const control = page.getByLabel(label);
    const was = await control.inputValue();
    await control.fill(text);
    await page.getByRole('button', { name: 'Normalize good.json' }).click();
    await alert(page).getByText(words).waitFor();
    expect(await control.getAttribute('aria-invalid')).toBe('true');
    await control.fill(was);
  }
  await again(page, 'good.json');
  expect([
    await alert(page).textContent(),
    await page.locator('#vectors [aria-invalid=true]').count(),
  ]).toEqual(['', 0]);
});

test('a long job can be cancelled while it runs, and the former result stays', async () => {
  const page = await visit();
  // Until then there is the worker that tries the backends.
  await page.getByText('does not start').nth(1).waitFor();
  await choose(page, 'good.json', '[[3,4]]');
  await done(page, 'good.json');
  await page.evaluate(() => {
    const part = new Blob([`${'0.12345678,'.repeat(99)}1\n`.repeat(900)]);
    const transfer = new DataTransfer();
    transfer.items.add(
      new File(
        Array.from({ length: 150 }, () => part),
        'long.csv',
      ),
    );
    const event = new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true });
    document.querySelector('#vectors .drop')!.dispatchEvent(event);
  });
  await page.getByText('long.csv: parsing …').waitFor();
  // With a value: it knows how far it is.
  await page.locator('#vectors progress[value]').waitFor();
  await page.getByRole('button', { name: 'Cancel' }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('Cancelled. The result below stays.').waitFor();
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Normalize long.csv');
  expect((await saved(page)).bytes.toString()).toBe('[[0.6,0.8]]\n');
  await expect.poll(() => page.workers().length, { timeout: 60_000 }).toBe(0);
  await choose(page, 'next.json', '[[0,2]]');
  await done(page, 'next.json');
  expect((await saved(page)).bytes.toString()).toBe('[[0,1]]\n');
});

test('the word vectors are asked for when their button is pressed, and not before', async () => {
  const page = await visit();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.getByText('float32 and float64, any p ≥ 1').first().waitFor();
  expect(asked.filter((address) => address.endsWith('.npy'))).toEqual([]);
  await page.getByRole('button', { name: 'Try the word vectors' }).click();
  await done(page, 'glove-5000x100.npy');
  expect(asked.filter((address) => address.endsWith('.npy')).length).toBe(1);
  const glove = readFileSync(new URL('../../../examples/glove-5000x100.npy', import.meta.url));
  const floats = floatsOf(glove) as Float32Array;
  expect(hex(floatsOf((await saved(page)).bytes) as Float32Array)).toBe(
    hex(normalize(floats, { shape: [5000, 100] })),
  );
});

test('without a GPU its backends are closed with the reason, and the others work', async () => {
  const page = await visit({ isolated: false });
  await page.getByText(/does not start: .*WebGL2/).waitFor();
  expect(await page.getByText('does not start').count()).toBe(2);
  for (const backend of ['webgpu', 'webgl'])
    expect(await page.getByRole('radio', { name: backend }).isDisabled()).toBe(true);
  await choose(page, 'a.npy', npyOf(values, shape));
  await done(page, 'a.npy');
  expect(hex((await saved(page)).bytes.subarray(-values.byteLength))).toBe(hex(normalize(values, { shape })));
});

test('the keyboard alone chooses a file, sets, normalizes and saves', async () => {
  const page = await visit();
  await page.getByText('float32 and float64, any p ≥ 1').first().waitFor();
  const focused = () =>
    page.evaluate(() => document.activeElement?.id || document.activeElement?.textContent);
  await page.getByRole('tab', { name: 'Your vectors' }).focus();
  const tabTo = async (wanted: string): Promise<void> => {
    for (let presses = 0; presses < 30; presses++) {
      if (`${await focused()}`.startsWith(wanted)) return;
      await page.keyboard.press('Tab');
    }
    expect.unreachable(`no way to ${wanted} by the tabulator`);
  };
  await tabTo('vectors-file');
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.keyboard.press('Space')]);
  await chooser.setFiles({ name: 'a.csv', mimeType: '', buffer: Buffer.from('3,4\n0,5\n') });
  await done(page, 'a.csv');
  await tabTo('vectors-backend-wasm');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Control+a');
  await page.keyboard.type('0');
  await tabTo('Normalize a.csv');
  await page.keyboard.press('Enter');
  await page.getByText('normalized with cpu.').waitFor();
  await tabTo('Download a-normalized.csv');
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
  const [a, b] = normalize(Float32Array.of(4, 5), {});
  const text = [`1,${Number(a!.toPrecision(9))}`, `0,${Number(b!.toPrecision(9))}`, ''];
  const saves = readFileSync(await download.path(), 'utf8').split('\n');
  expect(saves.map((line) => line.split(',').map((n) => Math.fround(Number(n))))).toEqual(
    text.map((line) => line.split(',').map((n) => Math.fround(Number(n)))),
  );
});

describe.each([
  // Backends that can be chosen, and those that cannot, which say why.
  ['light', 390, { gpu: true, said: 'float32, p = 1, 2 and ∞' }],
  ['dark', 320, { gpu: false, said: 'does not start' }],
] as const)('in the %s theme, on a desk and at %i pixels', (colorScheme, narrow, { gpu, said }) => {
  test('axe-core finds nothing and nothing is cut off', async () => {
    const glove = readFileSync(new URL('../../../examples/glove-5000x100.npy', import.meta.url));
    const page = await visit({ colorScheme, gpu });
    await page.getByText(said).nth(1).waitFor();
    await choose(page, 'glove-5000x100.npy', glove);
    await done(page, 'glove-5000x100.npy');
    const look = async (width: number): Promise<void> => {
      await page.setViewportSize({ width, height: 900 });
      expect([await axeViolations(page), await overflow(page)], `${width}`).toEqual([[], 0]);
    };
    for (const width of [1280, narrow]) {
      await look(width);
      await screenshot(page, `vectors-${colorScheme}-${width}`);
    }
    await choose(page, 'words.csv', '1,2\n3,x\n');
    await alert(page).getByText('not-a-number').waitFor();
    for (const width of [1280, narrow]) await look(width);
  });
});
