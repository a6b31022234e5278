import './results.css';
import type { Results } from '../../../results.ts';
import { choice, element, field } from '../element.ts';
import { accuracyPlot } from './accuracy-plot.ts';
import { leftOutTable } from './left-out-table.ts';
import { runSummary } from './run-summary.ts';
import { scenarioTable } from './scenario-table.ts';
import { scoreboardMatrix } from './scoreboard-matrix.ts';
import { type TimeMeasure, timeCurves } from './time-curves.ts';

/** Shows a run in place of what `container` holds: under a heading of the second level. */
export function showResults(container: HTMLElement, results: Results): void {
  const { places, scenarios, leftOut } = results;
  const chosen = {
    place: places[0]?.name ?? '',
    scenario: startingScenario(results),
    measure: 'time' as TimeMeasure,
  };
  const curves = element('div');
  const comparison = element('div');
  const showCurves = (): void => curves.replaceChildren(timeCurves(results, chosen.place, chosen.measure));
  const showComparison = (): void => {
    const { place, scenario } = chosen;
    const missing = leftOut.filter(
      (line) => line.place === place && (line.scenario ?? scenario) === scenario,
    );
    comparison.replaceChildren(
      accuracyPlot(results, place, scenario),
      scenarioTable(results, place, scenario),
      leftOutTable(missing, `${scenario} in ${place}`),
    );
  };
  const placeChoice = choice(
    places.map(({ name, version }) => [name, `${name} (${version})`]),
    (place) => {
      chosen.place = place;
      showCurves();
      showComparison();
    },
  );
  const measureChoice = choice(
    [
      ['time', 'time of one run'],
      ['ratio', 'time by the copy’s'],
    ],
    (measure) => {
      chosen.measure = measure as TimeMeasure;
      showCurves();
    },
  );
  const scenarioChoice = choice(
    scenarios.map(({ name, values }) => [name, values === 'ordinary' ? name : `${name} (${values} values)`]),
    (scenario) => {
      chosen.scenario = scenario;
      showComparison();
    },
  );
  scenarioChoice.value = chosen.scenario;
  container.replaceChildren(
    runSummary(results),
    element('div', { class: 'fields' }, field('Where it ran', placeChoice)),
    element('h3', {}, 'Time against size'),
    element('div', { class: 'fields' }, field('Shown as', measureChoice)),
    curves,
    element('h3', {}, 'Accuracy against speed'),
    element('div', { class: 'fields' }, field('Scenario', scenarioChoice)),
    comparison,
    element('h3', {}, 'Who gets which values right'),
    scoreboardMatrix(results),
    element('h3', {}, 'Left out'),
    element(
      'details',
      {},
      element('summary', {}, `All ${leftOut.length} lines, with reasons`),
      leftOutTable(leftOut, 'the run'),
    ),
  );
  showCurves();
  showComparison();
}

/** The middle size, where it was measured: latency does not hide the rest. */
function startingScenario({ scenarios, measurements }: Results): string {
  const measured = scenarios.filter(({ name }) => measurements.some(({ scenario }) => scenario === name));
  const usual = measured.find(({ name }) => name === '[1000, 768]') ?? measured[0] ?? scenarios[0];
  return usual?.name ?? '';
}
