import { type Backend, type Preset, presets, type Rounding } from '@unitsphere/core';
import { candidates } from 'unitsphere';

/** README's text with its generated tables as they should be now. */
export async function readmeWithTables(text: string): Promise<string> {
  const tables: Record<string, string> = { backends: await backendsTable(), presets: presetsTable() };
  return text.replace(
    /(<!-- generated: (\w+) -->\n)[\s\S]*?(<!-- end -->)/g,
    (_, start: string, name: string, end: string) => `${start}${tables[name]}${end}`,
  );
}

async function backendsTable(): Promise<string> {
  const started: Backend[] = await Promise.all(candidates.map(async ({ start }) => start()));
  for (const backend of started) backend[Symbol.dispose]();
  const rows = started.map(({ name, capabilities: { precision, norms, gradient, reading } }) => [
    `\`@unitsphere/${name}\``,
    rounding(precision.float32?.rounding),
    rounding(precision.float32?.otherOrders),
    rounding(precision.float64?.rounding),
    rounding(precision.float64?.otherOrders),
    rounding(norms),
    gradient ? `${rounding(gradient)} of max\\|dy\\|/D` : '–',
    reading === 'sync' ? 'at once' : 'a promise',
  ]);
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

function rounding(promise: Rounding | undefined): string {
  if (promise === undefined) return '–';
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
