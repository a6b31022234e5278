import './live.css';
import { alertLine, element, statusLine } from '../element.ts';
import { backendBoxes } from './backend-boxes.ts';
import { benchmarkForm } from './benchmark-form.ts';
import type { BrowserFacts } from './browser-facts.ts';
import { capabilitiesView } from './capabilities-view.ts';
import { conformanceForm } from './conformance-form.ts';
import { jobBar } from './job-bar.ts';
import { runJob } from './run-job.ts';

/** Conformance and benchmark in this browser. All work is done in workers. */
export function mountLive(panel: HTMLElement): void {
  const status = statusLine();
  const fault = alertLine();
  status.textContent = 'Looking at what this browser has …';
  panel.append(
    element('h2', {}, 'On your machine'),
    element('p', {}, 'Runs in this browser alone: nothing is sent anywhere.'),
    status,
    fault,
  );
  const look = runJob({ kind: 'look' }, (news) => {
    if (news.kind === 'facts') panel.append(...workbench(news.facts));
  });
  look
    .catch((error: unknown) => {
      fault.textContent = `It cannot be found out what this browser has: ${error instanceof Error ? error.message : String(error)}`;
    })
    .finally(() => {
      status.textContent = '';
    });
}

function workbench(facts: BrowserFacts): readonly HTMLElement[] {
  const backends = backendBoxes(facts.backends);
  const bar = jobBar();
  const conformance = conformanceForm(facts, backends, bar);
  const benchmark = benchmarkForm(facts, backends, bar);
  return [
    element('h2', {}, 'What this browser has'),
    capabilitiesView(facts),
    element('h2', {}, 'Run'),
    backends.root,
    conformance.form,
    benchmark.form,
    bar.root,
    conformance.outcome,
    benchmark.outcome,
  ];
}
