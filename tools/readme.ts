import { type Capabilities, type Preset, presets, type Rounding } from '@unitsphere/core';
import { candidates } from 'unitsphere';
import { startBrowser, webgl } from './browser/browser.ts';
import { capabilitiesOf } from './capabilities.ts';

/** README's text with its generated tables as they should be now. */
export async function readmeWithTables(text: string): Promise<string> {
  const tables: Record<string, string> = { backends: await backendsTable(), presets: presetsTable() };
  return text.replace(
    /(<!-- generated: ([\w-]+) -->\n)[\s\S]*?(<!-- end -->)/g,
    (whole, start: string, name: string, end: string) =>
      // Others are made from the benchmarks' results: benchmarks/tables.ts.
      tables[name] === undefined ? whole : `${start}${tables[name]}${end}`,
  );
}

async function backendsTable(): Promise<string> {
  const rows = await Promise.all(
    candidates.map(async ({ name }) => {
      const capabilities = name === 'webgl' ? capabilitiesInPage(name) : capabilitiesOf(name);
      const { precision, norms, gradient, reading } = await capabilities;
      return [
        `\`@unitsphere/${name}\``,
        rounding(precision.float32?.rounding),
        rounding(precision.float32?.otherOrders),
        rounding(precision.float64?.rounding),
        rounding(precision.float64?.otherOrders),
        rounding(norms),
        gradient ? `${rounding(gradient)} of max\\|dy\\|/D` : '–',
        reading === 'sync' ? 'at once' : 'a promise',
      ];
    }),
  );
  return table(
    [
      'backend',
      'float32, p = 1, 2, ∞',
      'other p',
      'float64, p = 1, 2, ∞',
      'other p',
      'norms',
      'gradient',
      'reading',
    ],
    rows,
  );
}

/** Of a backend that only browsers start. */
async function capabilitiesInPage(name: string): Promise<Capabilities> {
  const browser = await startBrowser({ args: webgl });
  try {
    const page = await browser.open();
    const call = { module: 'tools/dist/capabilities.js', name: 'capabilitiesOf', args: [name] };
    return (await page.call(call)) as Capabilities;
  } finally {
    await browser.close();
  }
}

function rounding(promise: Rounding | false | undefined): string {
  if (!promise) return '–';
  return promise === 'exact' ? 'exact: 0.5 ULP' : `≤ ${promise.maxUlp} ULP`;
}

function presetsTable(): string {
  const rows = Object.entries(presets).map(([name, preset]) => [
    `\`${name}\``,
    `\`${preset.rule}\``,
    epsilon(preset),
  ]);
  return table(['like', 'rule', 'ε'], rows);
}

function epsilon({ epsilon }: Preset): string {
  if (typeof epsilon === 'object') return '10 × machine epsilon';
  return epsilon === undefined ? '' : epsilon.toExponential();
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |\n`).join('');
}
