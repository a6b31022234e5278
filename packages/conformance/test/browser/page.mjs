import { run } from '@unitsphere/conformance';
import { runInWorker } from '@unitsphere/conformance/worker';
import { backends } from './backends.mjs';

// What a worker could not keep to itself fails the test.
globalThis.addEventListener('error', ({ message }) => console.error(`the page heard: ${message}`));

export function resultsInPage(backend, options) {
  return outcomeOf(() => run(backends[backend], options));
}

export function resultsInWorkers(names, options) {
  const files = names.map((name) => `worker.mjs?backend=${name}`);
  return outcomeOf((count) => {
    const startWorker = () => workerOf(files[Math.min(count(), files.length - 1)]);
    return runInWorker(startWorker, options);
  });
}

export function resultsOfFile(file, options) {
  return outcomeOf((count) =>
    runInWorker(() => {
      count();
      return workerOf(file);
    }, options),
  );
}

export async function fateOfWorker() {
  const worker = workerOf('worker.mjs?backend=cpu');
  for await (const _ of runInWorker(() => worker, { only: 'axes', share: 0.005 })) break;
  return new Promise((resolve) => {
    // Some signs of life.
    const timer = setTimeout(() => resolve('ended'), 600);
    worker.addEventListener('message', () => {
      clearTimeout(timer);
      resolve('alive');
    });
  });
}

function workerOf(file) {
  return new Worker(new URL(file, import.meta.url), { type: 'module' });
}

/** `start` gets a function that counts workers, and gives how many there were. */
async function outcomeOf(start) {
  const results = [];
  const begun = performance.now();
  let started = 0;
  const outcome = () => ({ results, milliseconds: performance.now() - begun, started });
  try {
    for await (const result of start(() => started++)) results.push(result);
    return outcome();
  } catch ({ name, code, message }) {
    return { ...outcome(), error: { name, code, message } };
  }
}
