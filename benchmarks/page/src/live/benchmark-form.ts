import type { Effort } from '../../../pass.ts';
import type { Results } from '../../../results.ts';
import { button, choice, element, field } from '../element.ts';
import { showResults } from '../results/show-results.ts';
import type { BrowserFacts } from './browser-facts.ts';
import type { CheckBoxes } from './check-boxes.ts';
import type { JobBar, Running } from './job-bar.ts';
import { runBenchmark } from './run-benchmark.ts';
import { saveResults } from './save-results.ts';
import { scenarioBoxes } from './scenario-boxes.ts';

/** Times in milliseconds. */
const efforts: Readonly<Record<string, Effort>> = {
  short: { budget: 700, rounds: 15, longestRun: 500, longestOnce: 4000 },
  long: { budget: 5000, rounds: 60, longestRun: 2000, longestOnce: 20_000 },
};

/** Measures the chosen backends, shows the results and saves them. */
export function benchmarkForm(
  facts: BrowserFacts,
  backends: CheckBoxes,
  bar: JobBar,
): { form: HTMLElement; outcome: HTMLElement } {
  const boxes = scenarioBoxes();
  const time = choice(
    [
      ['short', 'Short: about a second each, three times'],
      ['long', 'Long: about five seconds each, three times'],
    ],
    () => {},
  );
  let results: Results | undefined;
  const shown = element('div');
  const run = async (running: Running): Promise<string> => {
    const order = { backends: backends.chosen(), scenarios: boxes.chosen(), effort: efforts[time.value]! };
    if (order.backends.length === 0) throw new Error('no backend is chosen');
    if (order.scenarios.length === 0) throw new Error('no scenario is chosen');
    results = await runBenchmark({ ...order, quick: time.value === 'short' }, facts, running);
    outcome.hidden = false;
    showResults(shown, results);
    return `Measured in ${results.seconds.toFixed(0)} s: the results are below.`;
  };
  const form = element(
    'section',
    {},
    element('h3', {}, 'How fast are they?'),
    element(
      'p',
      {},
      'Each takes its turn with a copy of as many bytes in the same memory. Results are verified before any time is taken.',
    ),
    boxes.root,
    element(
      'div',
      { class: 'fields' },
      field('Time for each scenario', time),
      bar.starter('Run benchmark', run),
    ),
  );
  const outcome = element(
    'section',
    { hidden: true },
    element('h2', {}, 'Benchmark here'),
    button('Save as JSON', () => results && saveResults(results)),
    shown,
  );
  return { form, outcome };
}
