import { alertLine, button, element, progress, statusLine } from '../element.ts';

/** What a job is given to say how far it is, and to hear that it shall end. */
export interface Running {
  readonly signal: AbortSignal;
  /** How far it is, 0 to 1, and what it does now. */
  show(share: number, now: string): void;
}

/** Where the one job that runs shows itself. */
export interface JobBar {
  readonly root: HTMLElement;
  /** A button that starts a job, which gives what it came to in a sentence. All of them rest while one runs. */
  starter(text: string, work: (running: Running) => Promise<string>): HTMLButtonElement;
}

export function jobBar(): JobBar {
  const bar = progress('How far the job is');
  const status = statusLine();
  const fault = alertLine();
  const starters: HTMLButtonElement[] = [];
  let ending: AbortController | undefined;
  const cancel = button('Cancel', () => ending?.abort(new Error('cancelled')));
  const shown = element('div', { hidden: true }, bar.root, cancel);

  const start = async (
    own: HTMLButtonElement,
    work: (running: Running) => Promise<string>,
  ): Promise<void> => {
    ending = new AbortController();
    const { signal } = ending;
    const show = (share: number, now: string): void => {
      bar.show(share, 1, `${Math.floor(100 * share)} %: ${now}`);
    };
    [status.textContent, fault.textContent] = ['', ''];
    shown.hidden = false;
    show(0, 'starting');
    cancel.focus();
    for (const each of starters) each.disabled = true;
    try {
      status.textContent = await work({ signal, show });
    } catch (error) {
      if (signal.aborted) status.textContent = 'Cancelled.';
      else fault.textContent = `It failed: ${error instanceof Error ? error.message : String(error)}`;
    } finally {
      for (const each of starters) each.disabled = false;
      // The keyboard's place would be lost with what is hidden.
      if (document.activeElement === cancel) own.focus();
      shown.hidden = true;
    }
  };
  return {
    root: element('div', { class: 'job' }, shown, status, fault),
    starter(text, work) {
      const own = button(text, () => void start(own, work), { class: 'primary' });
      starters.push(own);
      return own;
    },
  };
}
