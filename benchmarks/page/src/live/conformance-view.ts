import { ulpText } from '../../../figures.ts';
import { dataTable, type TableData } from '../data-table.ts';
import { element } from '../element.ts';
import { percent } from '../in-figures.ts';
import type { FamilyNews, Told } from './job.ts';

/** What backends came to, by family. */
export interface ConformanceView {
  readonly root: HTMLElement;
  /** Begins anew. */
  clear(): void;
  show(news: FamilyNews): void;
  /** Cases that failed, of all that ran. */
  totals(): { readonly ran: number; readonly failed: number; readonly skipped: number };
}

export function conformanceView(): ConformanceView {
  const root = element('div');
  const backends = new Map<string, BackendView>();
  return {
    root,
    clear() {
      backends.clear();
      root.replaceChildren();
    },
    show(news) {
      const view = backends.get(news.backend) ?? backendView(news.backend);
      if (!backends.has(news.backend)) root.append(view.root);
      backends.set(news.backend, view);
      view.show(news);
    },
    totals() {
      const all = [...backends.values()].flatMap(({ families }) => [...families.values()]);
      const sum = (of: 'passed' | 'failed' | 'skipped'): number =>
        all.reduce((total, { totals }) => total + totals[of], 0);
      const failed = sum('failed');
      return { ran: sum('passed') + failed, failed, skipped: sum('skipped') };
    },
  };
}

interface BackendView {
  readonly root: HTMLElement;
  readonly families: ReadonlyMap<string, FamilyNews>;
  show(news: FamilyNews): void;
}

function backendView(name: string): BackendView {
  const families = new Map<string, FamilyNews>();
  const sum = element('p');
  const table = dataTable(tableOf(name, families));
  const failures = element('div');
  const skips = element('ul');
  const count = element('summary');
  const details = element('details', { hidden: true }, count, skips);
  const root = element(
    'section',
    { 'data-backend': name },
    element('h3', {}, name),
    sum,
    table,
    failures,
    details,
  );
  return {
    root,
    families,
    show(news) {
      families.set(news.totals.family, news);
      const all = [...families.values()];
      const total = (of: 'passed' | 'failed' | 'skipped'): number =>
        all.reduce((t, { totals }) => t + totals[of], 0);
      sum.textContent = `${total('passed')} passed, ${total('failed')} failed, ${total('skipped')} skipped`;
      sum.className = total('failed') > 0 ? 'bad' : 'good';
      // The scroller stays, and where it is scrolled to.
      table.querySelector('tbody')!.replaceWith(dataTable(tableOf(name, families)).querySelector('tbody')!);
      failures.replaceChildren(
        ...all.flatMap((each) => each.failures.map((one) => failure(each.totals.family, one))),
      );
      count.textContent = `${total('skipped')} skipped, and why`;
      skips.replaceChildren(
        ...all.flatMap((each) =>
          each.skips.map((one) => element('li', {}, `${each.totals.family}: ${one.name}: ${one.reason}`)),
        ),
      );
      details.hidden = total('skipped') === 0;
    },
  };
}

function tableOf(backend: string, families: ReadonlyMap<string, FamilyNews>): TableData {
  return {
    caption: `Cases by family, ${backend}`,
    columns: [
      'Family',
      'Passed',
      'Failed',
      'Skipped',
      'Elements',
      'Mismatches',
      'Worst ULP',
      'Correctly rounded',
    ],
    rows: [...families.values()].map(({ totals }) => [
      totals.family,
      String(totals.passed),
      totals.failed > 0 ? { text: String(totals.failed), class: 'bad' } : '0',
      String(totals.skipped),
      totals.elements.toLocaleString('en'),
      totals.mismatches > 0 ? { text: totals.mismatches.toLocaleString('en'), class: 'bad' } : '0',
      totals.measured === 0 ? 'not measured' : ulpText(totals.worstUlp),
      totals.measured === 0 ? 'not measured' : percent(totals.exact / totals.measured),
    ]),
  };
}

function failure(family: string, { name, reason, reproduction }: Told): HTMLElement {
  const label = `Reproduction of ${family}: ${name}`;
  return element(
    'article',
    { class: 'failure' },
    element('h4', { class: 'bad' }, `Failed: ${family}: ${name}`),
    element('p', { class: 'reason' }, reason),
    ...(reproduction === undefined
      ? []
      : [element('pre', { tabindex: '0', role: 'region', 'aria-label': label }, reproduction)]),
  );
}
