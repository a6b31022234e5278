import { choice, element, field } from '../element.ts';
import type { BrowserFacts } from './browser-facts.ts';
import type { CheckBoxes } from './check-boxes.ts';
import { conformanceView } from './conformance-view.ts';
import type { JobBar, Running } from './job-bar.ts';
import { runJob } from './run-job.ts';

/** Holds the chosen backends to the contract, and shows what came of it. */
export function conformanceForm(
  { families }: BrowserFacts,
  backends: CheckBoxes,
  bar: JobBar,
): { form: HTMLElement; outcome: HTMLElement } {
  const view = conformanceView();
  const share = choice(
    [
      ['0.001', 'Sample: a thousandth of the draws'],
      ['0.01', 'Quick: a hundredth of the draws'],
      ['0.1', 'A tenth of the draws'],
      ['1', 'Whole'],
    ],
    () => {},
  );
  // Seconds on the processor and on a GPU of its own.
  share.value = '0.01';
  const family = choice([['', 'All'], ...families.map((name) => [name, name] as const)], () => {});
  const run = async ({ signal, show }: Running): Promise<string> => {
    const chosen = backends.chosen();
    if (chosen.length === 0) throw new Error('no backend is chosen');
    view.clear();
    outcome.hidden = false;
    const job = {
      kind: 'conformance',
      backends: chosen,
      share: Number(share.value),
      ...(family.value !== '' && { family: family.value }),
    } as const;
    await runJob(
      job,
      (news) => {
        if (news.kind === 'progress') show(news.share, news.now);
        if (news.kind === 'family') view.show(news);
      },
      signal,
    );
    const { ran, failed, skipped } = view.totals();
    return `${verdict(ran, failed)}, ${skipped} skipped, on ${chosen.join(', ')}.`;
  };
  const form = element(
    'section',
    {},
    element('h3', {}, 'Are they right?'),
    element(
      'p',
      {},
      'The conformance kit holds each backend to the contract and compares elements with their exact values: ' +
        'what is correctly rounded is at most half a ULP off.',
    ),
    element(
      'div',
      { class: 'fields' },
      field('How much', share),
      field('Families of cases', family),
      bar.starter('Run conformance', run),
    ),
    element(
      'p',
      { class: 'hint' },
      'Where the processor plays the GPU (SwiftShader, llvmpipe) a case takes seconds: a sample of one family is enough there.',
    ),
  );
  const outcome = element('section', { hidden: true }, element('h2', {}, 'Conformance here'), view.root);
  return { form, outcome };
}

function verdict(ran: number, failed: number): string {
  if (failed > 0) return `${failed} of ${ran} cases failed`;
  return ran === 0 ? 'No case ran' : `All ${ran} cases passed`;
}
