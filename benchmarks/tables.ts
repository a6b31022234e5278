import { percentText, ratioText, rounded, ulpText } from './figures.ts';
import { leftOutLines } from './report.ts';
import type { Measurement, Results } from './results.ts';

/** Scenarios of README's table, and contenders: of ours one for each place of the values, and what most people use. */
const shown = ['[1000, 768]', '[10000, 768]', '[100, 1000, 64] along 1', '[1000, 768] every exponent'];
const best = {
  ours: ['cpu', 'wasm, JS heap', 'wasm, resident', 'webgpu, resident', 'webgl, resident', 'tfjs op on wasm'],
  peer: [
    'plain loop',
    'numpy',
    'torch F.normalize',
    'scikit-learn normalize',
    'onnxruntime-node LpNormalization',
    'tfjs composed on wasm',
  ],
} as const;
/** Columns that a page has room for. */
const wide = { scenarios: 4, contenders: 6 } as const;

type Place = Results['places'][number];

/** Text with what stands between `<!-- generated: benchmarks-… -->` and `<!-- end -->` as these results have it. */
export function withTables(text: string, results: Results): string {
  return text.replace(
    /(<!-- generated: benchmarks-(\w+) -->\n)[\s\S]*?(<!-- end -->)/g,
    (_, start: string, name: string, end: string) => `${start}${generated(name, results)}${end}`,
  );
}

function generated(name: string, results: Results): string {
  if (name === 'short') return `${machineLine(results)}\n\n${shortTable(results)}`;
  if (name === 'machine') return `${machineLine(results)}\n\n${results.places.map(versionsTable).join('\n')}`;
  if (name === 'ratios') return results.places.map((place) => ratioTables(results, place)).join('\n');
  if (name === 'out')
    return leftOutLines(results)
      .map((line) => `- ${line}\n`)
      .join('');
  if (name === 'scoreboard') return scoreboardTables(results);
  throw new Error(`no table benchmarks-${name}`);
}

function machineLine({ machine, started, passes, confidence, quick, places }: Results): string {
  const where = places.map(({ name, version }) => (name === 'node' ? `Node ${version}` : version));
  return (
    `${machine.processor}, ${machine.cores} cores, ${machine.system}; ${where.join(', ')}; ${started.slice(0, 10)}, ` +
    `${passes} passes${quick ? ' of the quick run' : ''}, intervals of ${percentText(confidence)} %.`
  );
}

/** Each contender once: as it is in the first place that has it. */
function shortTable({ measurements, places }: Results): string {
  const scenarios = shown.filter((name) => measurements.some(({ scenario }) => scenario === name));
  const rows = (['ours', 'peer'] as const).flatMap((kind) =>
    best[kind].flatMap((contender) => {
      const own = measurements.filter(
        (each) => each.kind === kind && each.contender === contender && shown.includes(each.scenario),
      );
      const place = places.find(({ name }) => own.some((each) => each.place === name))?.name;
      if (place === undefined) return [];
      const cells = scenarios.map((scenario) => {
        const found = own.find((each) => each.place === place && each.scenario === scenario);
        return found?.ratio ? `${rounded(found.ratio.value)}; ${worst(found)}` : '–';
      });
      return [[kind === 'ours' ? `**${contender}**` : contender, place, ...cells]];
    }),
  );
  return markdown(['', 'in', ...scenarios], rows);
}

function versionsTable({ name, version, flags, versions }: Place): string {
  const rows = Object.entries(versions);
  const switches = flags.length > 0 ? `, \`${flags.join(' ')}\`` : '';
  return `In ${name}: ${version}${switches}.\n\n${markdown(['', 'version'], rows)}`;
}

function ratioTables({ measurements, scenarios }: Results, { name }: Place): string {
  const own = measurements.filter(({ place }) => place === name);
  const contenders = (['ours', 'peer'] as const).flatMap((kind) => [
    ...new Set(own.filter((each) => each.kind === kind).map(({ contender }) => contender)),
  ]);
  return chunks(scenarios, wide.scenarios)
    .map((some) => {
      const rows = contenders.map((contender) => {
        const cells = some.map(({ name }) => {
          const found = own.find((each) => each.contender === contender && each.scenario === name);
          return found ? `${ratioText(found.ratio)}${found.noisy ? ' noisy' : ''}; ${worst(found)}` : '–';
        });
        return [contender, roofOf(own, contender), ...cells];
      });
      return markdown([name, 'of', ...some.map((each) => each.name)], rows);
    })
    .join('\n');
}

function roofOf(measurements: readonly Measurement[], contender: string): string {
  return measurements.find((each) => each.contender === contender && each.ratio)?.ratio?.roof ?? '';
}

function scoreboardTables({ scoreboard }: Results): string {
  const families = [...new Set(scoreboard.flatMap(({ scores }) => scores.map(({ family }) => family)))];
  const totals = scoreboard.map(({ contender, place, scores }) => {
    const graded = scores.filter(({ grade }) => grade !== 'none');
    const count = (grade: string): string => String(graded.filter((each) => each.grade === grade).length);
    return [contender, place, count('exact'), count('close'), count('wrong'), String(graded.length)];
  });
  const details = chunks(scoreboard, wide.contenders).map((some) => {
    const rows = families.map((family) => [
      family,
      ...some.map(({ scores }) => {
        const score = scores.find((each) => each.family === family);
        if (!score || score.grade === 'none') return '–';
        return score.grade === 'exact' ? 'exact' : `${score.grade}, ${ulpText(score.worstUlp)}`;
      }),
    ]);
    return markdown(['', ...some.map(({ contender, place }) => `${contender} (${place})`)], rows);
  });
  return [markdown(['', 'in', 'exact', 'close', 'wrong', 'of'], totals), ...details].join('\n');
}

function worst({ accuracy }: Measurement): string {
  return accuracy ? `${ulpText(accuracy.worstUlp)} ULP` : 'not verified';
}

function chunks<T>(values: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(values.length / size) }, (_, i) =>
    values.slice(i * size, (i + 1) * size),
  );
}

function markdown(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const escaped = (cell: string): string => cell.replaceAll('|', '\\|');
  return [head, head.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.map(escaped).join(' | ')} |\n`)
    .join('');
}
