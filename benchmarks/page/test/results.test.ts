import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseResults } from '../../results.ts';
import { axeViolations, overflow } from './axe-violations.ts';
import { fixtureResults } from './fixtures/fixture-results.ts';
import { screenshot, startPage, type TestPage, type Visit, type Visited } from './page.ts';

const results = fixtureResults();

let served: TestPage;
/** The window of the tests that need none of their own. */
let shared: Visited;
beforeAll(async () => {
  served = await startPage();
  shared = await served.open({ tab: 'results' });
});
afterAll(() => served?.close());

const fileOf = (value: unknown, name = 'fixture.json') => ({
  name,
  mimeType: 'application/json',
  buffer: Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)),
});

const openFile = (page: Page, file: ReturnType<typeof fileOf>): Promise<void> =>
  page.getByLabel('Open or drop another file').setInputFiles(file);

let opened = 0;

/** Opens the fixture: the tab is as if newly come to, plots drawn over their places' width. */
async function showFixture(page: Page): Promise<void> {
  opened += 1;
  await openFile(page, fileOf(results, `fixture-${opened}.json`));
  await page.getByText(`Shown: fixture-${opened}.json`).waitFor();
  await drawn(page);
}

/** The tab with the fixture in it, in a window of its own. */
async function withFixture(visit: Visit): Promise<Visited> {
  const visited = await served.open({ tab: 'results', ...visit });
  await showFixture(visited.page);
  return visited;
}

/** The last animation frame has drawn what was asked for before, at the width that its place has. */
async function drawn(page: Page): Promise<void> {
  await expect
    .poll(() =>
      page.evaluate(() => {
        const plots = [...document.querySelectorAll('#results .plot')];
        return plots.map((plot) => (plot.querySelector('canvas')?.clientWidth ?? 0) - plot.clientWidth);
      }),
    )
    .toEqual([0, 0]);
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}

const picture = (page: Page, plot: number): Promise<string> =>
  page
    .locator('#results canvas')
    .nth(plot)
    .evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());

const cellsOf = (page: Page, caption: string): Promise<string[][]> =>
  page
    .getByRole('region', { name: caption })
    .locator('tr')
    .evaluateAll((rows) => rows.map((row) => [...row.children].map(({ textContent }) => textContent ?? '')));

const figures = (page: Page) => page.locator('#results figure');
const seriesBoxes = (page: Page, plot: number) =>
  figures(page).nth(plot).locator('fieldset > label input[type=checkbox]');

const inPlace = (place: string) => results.measurements.filter((measurement) => measurement.place === place);
const namesIn = (place: string) => [...new Set(inPlace(place).map(({ contender }) => contender))];

test('every file of benchmarks/results can be chosen, and the first is shown', async () => {
  const folder = fileURLToPath(new URL('../../results/', import.meta.url));
  const names = readdirSync(folder, { withFileTypes: true })
    .map(({ name }) => name)
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -'.json'.length))
    .sort();
  const { page, complaints, close } = await served.open({ tab: 'results' });
  if (names.length === 0) await page.getByText('No results are kept here yet').waitFor();
  else await page.getByText(`Shown: ${names[0]}.`).waitFor();
  for (const name of [...names].reverse()) {
    const { machine } = parseResults(JSON.parse(readFileSync(`${folder}${name}.json`, 'utf8')));
    await page.locator('#results').getByLabel('Machine', { exact: true }).selectOption(name);
    await page.getByText(`Shown: ${name}.`).waitFor();
    await page.getByRole('heading', { name: `Results of ${machine.name}`, exact: true }).waitFor();
    await drawn(page);
  }
  expect(complaints).toEqual([]);
  await close();
});

test('a run is said with its machine, date, passes, confidence and share of noise', async () => {
  const { page } = shared;
  await showFixture(page);
  const text = (await page.locator('#results').innerText()).replaceAll(/\s+/g, ' ');
  const compared = results.measurements.filter(({ ratio }) => ratio);
  const noisy = compared.filter((measurement) => measurement.noisy);
  expect(noisy.length).toBeGreaterThan(0);
  for (const said of [
    'Results of fixture-2-cores',
    'a processor, 2 cores, 7.8 GB, a system, load 0.2 → 1.9',
    '2026-11-20 at 09:30 UTC',
    '6 passes: intervals of 95.0 %.',
    `${noisy.length} of ${compared.length} ratios are noisy`,
  ])
    expect(text).toContain(said);
  await page.getByText('Versions and flags').click();
  expect(await page.getByText('--flag').count()).toBe(2);
});

describe('curves', () => {
  test('are as many as the contenders of the place, each with its times and worst error in a table', async () => {
    const { page } = shared;
    await showFixture(page);
    for (const place of ['node', 'chromium']) {
      await page.getByLabel('Where it ran').selectOption(place);
      await drawn(page);
      const names = namesIn(place);
      expect(await seriesBoxes(page, 0).count()).toBe(names.length);
      expect(await figures(page).nth(0).getByRole('img').getAttribute('aria-label')).toContain(
        `${names.length} curves`,
      );
      await figures(page).nth(0).getByText('The same as a table').click();
      const [, ...rows] = await cellsOf(page, `Median time of one run in ${place}`);
      expect(rows.map(([name]) => name)).toEqual(names);
      for (const row of rows) {
        expect(row).toHaveLength(7);
        const isRoof = inPlace(place).some(({ contender, kind }) => contender === row[0] && kind === 'roof');
        for (const cell of row.slice(1)) expect(cell).toMatch(isRoof ? /s$/ : /(exact| off|left out)$/);
      }
    }
    const [, first = []] = await cellsOf(page, 'Median time of one run in chromium');
    const { median } = inPlace('chromium')[0]!.milliseconds;
    expect(first[1]).toBe(`${(median * 1e3).toPrecision(3)} µs`);
  });

  test('are hidden and shown again by the keyboard, one and all of a kind', async () => {
    const { page } = shared;
    await showFixture(page);
    const whole = await picture(page, 0);
    const group = figures(page).nth(0).getByRole('group', { name: 'Others' });
    const boxes = group.locator('> label input');
    await boxes.first().focus();
    await page.keyboard.press('Space');
    expect(await boxes.first().isChecked()).toBe(false);
    await page.getByRole('heading', { name: 'Time against size' }).click();
    await boxes.first().blur();
    await drawn(page);
    const without = await picture(page, 0);
    expect(without).not.toBe(whole);
    await group.locator('legend input').focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('Space');
    expect(await boxes.evaluateAll((all: HTMLInputElement[]) => all.every(({ checked }) => checked))).toBe(
      true,
    );
    await group.locator('legend input').blur();
    await drawn(page);
    expect(await picture(page, 0)).toBe(whole);
  });

  test('are also shown by the copy’s time, without the copies', async () => {
    const { page } = shared;
    await showFixture(page);
    await page.getByLabel('Shown as').selectOption('ratio');
    await drawn(page);
    const compared = new Set(inPlace('node').flatMap(({ contender, ratio }) => (ratio ? [contender] : [])));
    expect(await seriesBoxes(page, 0).count()).toBe(compared.size);
    await page.getByLabel('Scenario').selectOption('[1, 768]');
    await page.getByLabel('Where it ran').selectOption('chromium');
    await drawn(page);
    const there = new Set(inPlace('chromium').flatMap(({ contender, ratio }) => (ratio ? [contender] : [])));
    expect(await seriesBoxes(page, 0).count()).toBe(there.size);
  });

  test('say at the pointer what is there, with its accuracy', async () => {
    const { page } = shared;
    await showFixture(page);
    const figure = figures(page).nth(1);
    for (const kind of ['unitsphere', 'Others']) await figure.getByRole('checkbox', { name: kind }).uncheck();
    await figure.getByRole('checkbox', { name: 'wasm, resident' }).check();
    const over = figure.locator('.u-over');
    await over.scrollIntoViewIfNeeded();
    const { x, y, width, height } = (await over.boundingBox())!;
    const tip = figure.locator('.tip');
    // Closer together than the reach of a mark.
    const spots = [0.83, 0.87, 0.79].flatMap((row) =>
      Array.from({ length: 40 }, (_, column) => [x + (width * column) / 40, y + height * row] as const),
    );
    let said = '';
    for (const spot of spots) {
      await page.mouse.move(...spot);
      if (await tip.isVisible()) said = (await tip.textContent()) ?? '';
      if (said !== '') break;
    }
    expect(said).toMatch(/^wasm, resident: .* × memory\.copy, exact$/);
  });
});

test('a scenario is shown with all that took part, never speed without accuracy, and what was left out and why', async () => {
  const { page } = shared;
  await showFixture(page);
  for (const name of ['[1000, 768] gradient', '[1000, 768] every exponent', 'GloVe file [5000, 100]']) {
    await page.getByLabel('Scenario').selectOption(name);
    await drawn(page);
    const measured = inPlace('node').filter(({ scenario }) => scenario === name);
    const [head = [], ...rows] = await cellsOf(page, `${name} in node, the fastest first`);
    expect(rows.map(([contender]) => contender).sort()).toEqual(
      measured.map(({ contender }) => contender).sort(),
    );
    const [ulp, exact, ratio] = ['worst ULP', 'exact', 'by the copy’s'].map((column) => head.indexOf(column));
    for (const row of rows) {
      const { accuracy } = measured.find(({ contender }) => contender === row[0])!;
      const said = accuracy && (accuracy.worstUlp === 'Infinity' ? '∞' : String(accuracy.worstUlp));
      expect(row[ulp!]).toBe(said ?? '');
      expect(row[exact!] === '').toBe(row[ratio!] === '');
    }
    const left = results.leftOut.filter(
      ({ place, scenario }) => place === 'node' && (scenario === undefined || scenario === name),
    );
    const [, ...lines] = await cellsOf(page, `Left out of ${name} in node`);
    expect(lines.map(([contender, , , why]) => [contender, why])).toEqual(
      left.map(({ contender, reason }) => [contender, reason]),
    );
  }
});

test('the matrix has each grade of the file in words, and how many families are exact', async () => {
  const { page } = shared;
  await showFixture(page);
  const [, ...rows] = await cellsOf(page, 'Families of cases that are right');
  expect(rows).toHaveLength(results.scoreboard.length);
  rows.forEach(([name, passed, ...cells], i) => {
    const { contender, place, scores } = results.scoreboard[i]!;
    expect(name).toBe(`${contender} (${place})`);
    const graded = scores.filter(({ grade }) => grade !== 'none');
    expect(passed).toBe(`${graded.filter(({ grade }) => grade === 'exact').length} of ${graded.length}`);
    expect(cells.map((cell) => cell.split('\n')[0])).toEqual(
      scores.map(({ grade }) => (grade === 'none' ? '–' : grade)),
    );
  });
});

describe('a file of the visitor’s', () => {
  const { machine, ...rest } = results;
  test.each([
    ['no JSON', '{"format": 1', 'it is no JSON'],
    ['another JSON', { format: 1 }, 'not results of these benchmarks: started'],
    ['a wrong field', { ...rest, machine: { ...machine, cores: 'two' } }, 'machine.cores'],
    ['an empty file', '', 'it is no JSON'],
  ])('that is %s is refused in words, and what was shown stays', async (_, content, words) => {
    const { page, complaints } = shared;
    await showFixture(page);
    await openFile(page, fileOf(content, 'bad.json'));
    const alert = page.locator('#results').getByRole('alert');
    await expect.poll(() => alert.textContent()).toContain(words);
    expect(await alert.textContent()).toContain('bad.json');
    expect(await page.getByRole('heading', { name: 'Results of fixture-2-cores' }).count()).toBe(1);
    expect(await seriesBoxes(page, 0).count()).toBe(namesIn('node').length);
    await openFile(page, fileOf(fixtureResults('another')));
    await page.getByRole('heading', { name: 'Results of another' }).waitFor();
    expect(await alert.textContent()).toBe('');
    expect(complaints).toEqual([]);
  });

  test('of one contender in one scenario, without a scoreboard, is shown as well', async () => {
    const { page, complaints } = shared;
    const [place] = results.places;
    const small = {
      ...results,
      machine: { ...machine, name: 'small', memoryGigabytes: undefined },
      places: [place],
      scenarios: results.scenarios.filter(({ name }) => name === '[1, 768]'),
      measurements: results.measurements.filter(
        ({ place, contender, scenario }) =>
          place === 'node' && scenario === '[1, 768]' && ['cpu', 'Float32Array.set'].includes(contender),
      ),
      leftOut: [],
      scoreboard: [],
    };
    await openFile(page, fileOf(small));
    await page.getByRole('heading', { name: 'Results of small' }).waitFor();
    await drawn(page);
    expect(await seriesBoxes(page, 0).count()).toBe(2);
    expect(await seriesBoxes(page, 1).count()).toBe(1);
    await page.getByText('This run was not held to the conformance kit.').waitFor();
    expect(complaints).toEqual([]);
  });

  test('can be dropped, and takes the place of the former', async () => {
    const { page } = shared;
    await showFixture(page);
    const text = JSON.stringify(fixtureResults('dropped'));
    const transfer = await page.evaluateHandle((content) => {
      const made = new DataTransfer();
      made.items.add(new File([content], 'dropped.json', { type: 'application/json' }));
      return made;
    }, text);
    const place = page.locator('#results .drop');
    await place.dispatchEvent('dragover', { dataTransfer: transfer });
    expect(await place.getAttribute('class')).toContain('over');
    await place.dispatchEvent('drop', { dataTransfer: transfer });
    await page.getByRole('heading', { name: 'Results of dropped' }).waitFor();
    expect(await page.locator('#results .plot').count()).toBe(2);
  });
});

test('plots follow the theme and the width of the window', async () => {
  const { page, close } = await withFixture({ colorScheme: 'light' });
  const light = await picture(page, 0);
  const dark = await withFixture({ colorScheme: 'dark' });
  await page.emulateMedia({ colorScheme: 'dark' });
  await drawn(page);
  const turned = await picture(page, 0);
  expect(turned).not.toBe(light);
  expect(turned).toBe(await picture(dark.page, 0));
  await page.setViewportSize({ width: 390, height: 900 });
  await drawn(page);
  expect(
    await page
      .locator('#results canvas')
      .first()
      .evaluate(({ clientWidth }) => clientWidth),
  ).toBe(358);
  await dark.close();
  await close();
});

test.each(['light', 'dark'] as const)(
  'in the %s theme axe-core finds nothing amiss, and nothing scrolls sideways, on a desk and a phone',
  async (colorScheme) => {
    const { page, complaints, elsewhere, close } = await withFixture({ colorScheme });
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 900 });
      await drawn(page);
      await screenshot(page, `results-${colorScheme}-${width}`);
      // What they hold is looked at too.
      if (width === 1280)
        for (const summary of await page.locator('#results summary').all()) await summary.click();
      expect(await axeViolations(page), `${width}`).toEqual([]);
      expect(await overflow(page)).toBe(0);
    }
    await page.setViewportSize({ width: 320, height: 900 });
    await drawn(page);
    expect(await overflow(page)).toBe(0);
    expect(complaints).toEqual([]);
    expect(elsewhere).toEqual([]);
    await close();
  },
);
