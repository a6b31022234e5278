import { cpu } from '@unitsphere/cpu';
import { signOfZeroLost } from '../runners/subject.mjs';

/** cpu, but for what `fault` does before each normalization. */
function faulty(fault) {
  const right = cpu();
  const normalize = (...given) => {
    fault();
    return right.normalize(...given);
  };
  return { ...right, normalize };
}

function loop() {
  for (;;);
}

let starts = 0;

const kept = [];

/** cpu, but no result is ever given back to the collector. */
function leaks() {
  const right = cpu();
  const normalize = (...given) => {
    const made = right.normalize(...given);
    kept.push(made);
    return made;
  };
  return { ...right, normalize };
}

/** What a worker starts, by name: right ones, and ones with a fault. */
export const backends = {
  cpu: () => cpu(),
  signOfZeroLost,
  leaks,
  loops: () => faulty(loop),
  throwsLater: () =>
    faulty(() =>
      setTimeout(() => {
        throw new Error('late');
      }),
    ),
  throwsAString: () =>
    faulty(() =>
      setTimeout(() => {
        throw 'late';
      }),
    ),
  rejectsUnheard: () => faulty(() => void Promise.reject(new Error('unheard'))),
  endsItsWorker: () => faulty(() => globalThis.close()),
  throws: () =>
    faulty(() => {
      throw new Error('no');
    }),
  talks: () => faulty(() => globalThis.postMessage({ kind: 'result' })),
  neverStarts: () => new Promise(() => {}),
  startsOnce: () => (starts++ === 0 ? cpu() : new Promise(() => {})),
  loopsAtStart: loop,
  failsToStart: () => {
    throw new Error('no device');
  },
  throwsLaterAtStart: () => {
    setTimeout(() => {
      throw new Error('late');
    });
    return cpu();
  },
  noBackend: () => ({}),
};
