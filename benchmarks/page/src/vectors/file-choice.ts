import { button, element } from '../element.ts';
import { mostBytes } from './open-file.ts';

/** Where the visitor's file comes from. */
export interface FileChoice {
  /** A file that was chosen, or dropped anywhere on what `takesDrops` takes. */
  chosen(file: File): void;
  /** In words: why there is none. */
  failed(reason: string): void;
}

export function fileChoice(panel: HTMLElement, { chosen, failed }: FileChoice): HTMLElement {
  const input = element('input', { type: 'file', id: 'vectors-file', accept: '.npy,.json,.csv' });
  input.addEventListener('change', () => {
    const file = input.files?.[0];
    if (file) chosen(file);
    // So that the same file can be chosen again.
    input.value = '';
  });
  const example = button('Try the word vectors', () => {
    example.disabled = true;
    fetchExample()
      .then(chosen, (error: unknown) => failed(`The word vectors did not come: ${String(error)}`))
      .finally(() => {
        example.disabled = false;
      });
  });
  const [npy, csv, json] = [mostBytes.npy, mostBytes.csv, mostBytes.json].map(
    (bytes) => `${bytes / 2 ** 20} MiB`,
  );
  const zone = element(
    'div',
    { class: 'drop' },
    element('label', { for: input.id }, 'Drop a file here, or choose one: .npy, .json or .csv'),
    element('div', { class: 'fields' }, input, example),
    element(
      'p',
      { class: 'hint' },
      `At most ${npy} of .npy, ${csv} of .csv, ${json} of .json. JSON: nested arrays, or { data, shape }. CSV: a vector each ` +
        'row; columns of text stay as they are. It is read here and goes nowhere. The word vectors: 5000 of 100, 2 MB.',
    ),
  );
  takeDrops(panel, zone, { chosen, failed });
  return zone;
}

/** The whole panel takes them: a browser would leave the page for a file that is dropped beside a smaller target. */
function takeDrops(panel: HTMLElement, zone: HTMLElement, { chosen, failed }: FileChoice): void {
  const over = (isOver: boolean) => (event: DragEvent) => {
    event.preventDefault();
    zone.classList.toggle('over', isOver);
  };
  panel.addEventListener('dragenter', over(true));
  panel.addEventListener('dragover', over(true));
  panel.addEventListener('dragleave', over(false));
  panel.addEventListener('drop', (event) => {
    over(false)(event);
    const files = event.dataTransfer?.files ?? [];
    if (files.length === 1) chosen(files[0]!);
    else
      failed(
        files.length === 0
          ? 'What was dropped is no file.'
          : `${files.length} files were dropped; one is read at a time.`,
      );
  });
}

async function fetchExample(): Promise<File> {
  const response = await fetch(new URL('../../../../examples/glove-5000x100.npy', import.meta.url));
  if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
  return new File([await response.blob()], 'glove-5000x100.npy');
}
