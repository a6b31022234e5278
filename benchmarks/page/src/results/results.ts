import type { Results } from '../../../results.ts';
import { alertLine, choice, element, field, statusLine } from '../element.ts';
import { machineFiles, openedResults } from './machine-files.ts';
import { showResults } from './show-results.ts';

/** The tab of results: those of the repository, and any file that the visitor opens or drops. */
export function mountResults(panel: HTMLElement): void {
  const files = machineFiles();
  const title = element('h2', {}, 'Results');
  const [status, fault, shown] = [statusLine(), alertLine(), element('div')];
  // The last that was asked for is shown, whichever comes first.
  let asked = 0;
  const take = async (name: string, results: Promise<Results>, machine = -1): Promise<void> => {
    asked += 1;
    const mine = asked;
    status.textContent = `Loading ${name} …`;
    try {
      const loaded = await results;
      if (mine !== asked) return;
      showResults(shown, loaded);
      // None where a file is shown: choosing a machine again brings it back.
      machines.selectedIndex = machine;
      title.textContent = `Results of ${loaded.machine.name}`;
      fault.textContent = '';
      status.textContent = `Shown: ${name}.`;
    } catch (error) {
      if (mine !== asked) return;
      fault.textContent = `${(error as Error).message}. What was shown stays.`;
      status.textContent = '';
    }
  };
  const takeFile = (file: File | null | undefined): void => {
    if (file) void take(file.name, openedResults(file));
  };
  const takeMachine = (name: string): void => {
    const index = files.findIndex((other) => other.name === name);
    const file = files[index];
    if (file) void take(name, file.load(), index);
  };
  const opener = element('input', { type: 'file', accept: '.json,application/json' });
  opener.addEventListener('change', () => {
    takeFile(opener.files?.[0]);
    // So that the same file can be opened again.
    opener.value = '';
  });
  const machines = choice(
    files.map(({ name }) => [name, name]),
    takeMachine,
  );
  const place = element(
    'div',
    { class: 'drop fields' },
    ...(files.length > 0 ? [field('Machine', machines)] : []),
    field('Open or drop another file of results', opener),
  );
  onDrop(place, takeFile);
  panel.append(title, place, fault, status, shown);
  if (files[0]) takeMachine(files[0].name);
  else
    shown.append(element('p', { class: 'quiet' }, 'No results are kept here yet. npm run bench makes some.'));
}

/** Files dropped on a place; the place says that it takes them. */
function onDrop(place: HTMLElement, take: (file: File | null | undefined) => void): void {
  place.addEventListener('dragover', (event) => {
    event.preventDefault();
    place.classList.add('over');
  });
  place.addEventListener('dragleave', () => place.classList.remove('over'));
  place.addEventListener('drop', (event) => {
    event.preventDefault();
    place.classList.remove('over');
    take(event.dataTransfer?.files[0]);
  });
}
