import './vectors.css';
import { UnitsphereError } from '@unitsphere/core';
import { alertLine, button, element, statusLine } from '../element.ts';
import { fileChoice } from './file-choice.ts';
import type { Outcome, Settings } from './job.ts';
import { outcomeView } from './outcome-view.ts';
import { settingsForm } from './settings-form.ts';
import { startWork, type Work } from './start-work.ts';

const backends = ['wasm', 'cpu', 'webgpu', 'webgl'];

/** Normalizes a file of the visitor's. Workers read it and calculate; what was shown stays until another file came right. */
export function mountVectors(panel: HTMLElement): void {
  const form = settingsForm(backends);
  const status = statusLine();
  const fault = alertLine();
  const bar = element('progress', { 'aria-label': 'Your vectors', hidden: true });
  const outcome = element('div');
  const start = button('Normalize', () => run(), { class: 'primary', disabled: true });
  const cancel = button('Cancel', () => work?.cancel(), { disabled: true });
  let file: File | undefined;
  let work: Work | undefined;

  const fail = (message: string, code?: string): void => {
    status.textContent = '';
    fault.textContent = message;
    form.mark(code);
  };
  const busy = (isBusy: boolean): void => {
    // Before a button closes: the keyboard's place would be lost with it.
    const last = document.activeElement;
    start.disabled = isBusy || file === undefined;
    cancel.disabled = !isBusy;
    bar.hidden = !isBusy;
    if (isBusy) bar.removeAttribute('value');
    if (last === (isBusy ? start : cancel)) (isBusy ? cancel : start).focus();
  };
  const run = async (): Promise<void> => {
    if (file === undefined) return;
    const { name } = file;
    let settings: Settings;
    try {
      settings = form.settings();
    } catch (error) {
      tell(error);
      return;
    }
    fault.textContent = '';
    status.textContent = `${name}: starting …`;
    form.mark(undefined);
    work?.cancel();
    const mine = startWork({ kind: 'normalize', file, settings }, (now, share) => {
      if (work !== mine) return;
      if (share === undefined) bar.removeAttribute('value');
      else bar.value = share;
      // Without the share, which would be read out again and again.
      const text = `${name}: ${now} …`;
      if (status.textContent !== text) status.textContent = text;
    });
    work = mine;
    busy(true);
    const end = await mine.news.then(
      (news) => () => news.kind === 'outcome' && show(news.outcome),
      (error: unknown) => () => tell(error),
    );
    // Of a job in whose place another came, nobody wants to hear.
    if (work !== mine) return;
    work = undefined;
    busy(false);
    end();
  };
  const show = (came: Outcome): void => {
    outcome.replaceChildren(...outcomeView(came));
    status.textContent = `${came.name} is normalized.`;
  };
  const tell = (error: unknown): void => {
    const { code, message } =
      error instanceof UnitsphereError ? error : { code: 'unexpected', message: String(error) };
    const kept = outcome.hasChildNodes() ? ' The result below stays.' : '';
    if (code === 'aborted') {
      fail('');
      status.textContent = `Cancelled.${kept}`;
    } else fail(`${message} (${code}).${kept}`, code);
  };
  const choose = (chosen: File): void => {
    file = chosen;
    start.textContent = `Normalize ${chosen.name}`;
    void run();
  };

  panel.append(
    element('h2', {}, 'Your vectors'),
    element(
      'p',
      {},
      'Normalizes the vectors of a file in this browser and gives back a file of the same kind.',
    ),
    fileChoice(panel, { chosen: choose, failed: (reason) => fail(reason) }),
    form.root,
    element('div', { class: 'fields' }, start, cancel),
    bar,
    status,
    fault,
    outcome,
  );
  startWork({ kind: 'backends' }, () => {}).news.then(
    (news) => news.kind === 'backends' && form.showBackends(news.reports),
    (error: unknown) => fail(`Which backends start cannot be found out: ${String(error)}`),
  );
}
