import { percentText, ratioText, rounded, ulpText } from './figures.ts';
import type { Measurement, Results } from './results.ts';
import { textTable } from './text-table.ts';

/** All of it as text, for a terminal. */
export function reportText(results: Results): string {
  const { machine, passes, confidence, seconds, places } = results;
  const head = [
    `${machine.processor}, ${machine.cores} cores, ${machine.system}; load ${machine.load.join(' before, ')} after`,
    ...places.map(({ name, version, flags }) => `${name}: ${version} ${flags.join(' ')}`),
    `${passes} passes in ${Math.round(seconds)} s; a ratio is the geometric mean of theirs, ` +
      `in brackets its interval of ${percentText(confidence)} %`,
  ];
  const tables = places.flatMap((place) =>
    results.scenarios.map((scenario) => scenarioText(results, place, scenario)),
  );
  return [
    head.join('\n'),
    ...places.map(versionsText),
    ...tables,
    leftOutText(results),
    scoreboardText(results),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function versionsText({ name, versions }: Results['places'][number]): string {
  const names = Object.keys(versions);
  const width = Math.max(...names.map(({ length }) => length));
  return [`Contenders in ${name}`, ...names.map((each) => `  ${each.padEnd(width)}  ${versions[each]}`)].join(
    '\n',
  );
}

function scenarioText(
  results: Results,
  place: Results['places'][number],
  scenario: Results['scenarios'][number],
): string {
  const own = results.measurements.filter(
    (each) => each.place === place.name && each.scenario === scenario.name,
  );
  if (own.length === 0) return '';
  const rows = [...own]
    .sort(byKind)
    .map((each) => [
      each.contender,
      rounded(each.milliseconds.min),
      rounded(each.milliseconds.median),
      rounded(each.milliseconds.p95),
      rounded(each.gigabytesPerSecond),
      ratioText(each.ratio),
      each.ratio?.roof ?? '',
      each.accuracy ? ulpText(each.accuracy.worstUlp) : '',
      each.accuracy ? percentText(each.accuracy.exact) : '',
      each.noisy ? 'noisy' : '',
    ]);
  const columns = ['', 'min ms', 'median', 'p95', 'GB/s', '× roof', 'roof', 'worst ULP', 'exact %', ''];
  const title = `${place.name}, ${scenario.name}, ${rounded(scenario.bytes / 1e6)} MB read and written`;
  return `${title}\n${textTable(columns, rows)}`;
}

/** Roofs, ours, peers; of these by ratio. */
function byKind(a: Measurement, b: Measurement): number {
  const kinds = ['roof', 'ours', 'peer'];
  const speed = ({ ratio, milliseconds }: Measurement): number => ratio?.value ?? milliseconds.median;
  return kinds.indexOf(a.kind) - kinds.indexOf(b.kind) || speed(a) - speed(b);
}

function leftOutText(results: Results): string {
  const lines = leftOutLines(results);
  return lines.length === 0 ? '' : ['Left out', ...lines.map((line) => `  ${line}`)].join('\n');
}

/** One for each place, contender and reason, with its scenarios. */
export function leftOutLines({ leftOut }: Pick<Results, 'leftOut'>): string[] {
  const grouped = new Map<string, string[]>();
  for (const { place, contender, scenario, reason } of leftOut) {
    const key = `${place}: ${contender}: ${reason}`;
    grouped.set(key, [...(grouped.get(key) ?? []), ...(scenario === undefined ? [] : [scenario])]);
  }
  return [...grouped].map(([key, names]) => `${key}${names.length > 0 ? ` (${names.join('; ')})` : ''}`);
}

function scoreboardText({ scoreboard }: Results): string {
  if (scoreboard.length === 0) return '';
  const rows = scoreboard.map(({ contender, place, scores }) => {
    const graded = scores.filter(({ grade }) => grade !== 'none');
    const count = (grade: string): string => String(graded.filter((each) => each.grade === grade).length);
    return [`${contender} (${place})`, count('exact'), count('close'), count('wrong'), String(graded.length)];
  });
  return `Families of the conformance kit\n${textTable(['', 'exact', 'close', 'wrong', 'of'], rows)}`;
}
