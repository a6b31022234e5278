import './style.css';
import { mountLive } from './live/live.ts';
import { mountResults } from './results/results.ts';
import { mountTabs } from './tabs.ts';
import { mountVectors } from './vectors/vectors.ts';

mountTabs(document.querySelector('nav')!, document.querySelector('main')!, [
  { id: 'results', title: 'Results', mount: mountResults },
  { id: 'live', title: 'On your machine', mount: mountLive },
  { id: 'vectors', title: 'Your vectors', mount: mountVectors },
]);

// A browser would leave the page, and with it what was measured, for a file that is dropped beside its place.
for (const type of ['dragover', 'drop']) addEventListener(type, (event) => event.preventDefault());
